package dev.pontage.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessResourceException;

class RefusalsTest {

    @Test
    void what_a_check_refuses_on_mysql_is_no_trouble_of_the_database() {
        var refused = new SQLException("Check constraint 'payment_money' is violated.", "HY000", 3819);

        assertThat(Refusals.translator().translate("a conclusion", null, refused))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void any_other_problem_is_what_it_was() {
        var away = new SQLTransientConnectionException("connection lost");

        assertThat(Refusals.translator().translate("a conclusion", null, away))
                .isInstanceOf(TransientDataAccessResourceException.class);
    }
}
