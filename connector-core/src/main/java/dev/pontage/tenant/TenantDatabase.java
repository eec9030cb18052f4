package dev.pontage.tenant;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One way to the database per purpose, so that none can take another's connections. */
@Configuration(proxyBeanMethods = false)
class TenantDatabase {

    @Bean
    TenantJdbc paymentsJdbc(
            @Qualifier("payments") DataSource pool, @Qualifier("looks") ObjectProvider<DataSource> looks) {
        return over(pool, looks.getIfAvailable(() -> pool));
    }

    @Bean
    TenantJdbc backgroundJdbc(
            @Qualifier("background") DataSource pool, @Qualifier("looks") ObjectProvider<DataSource> looks) {
        return over(pool, looks.getIfAvailable(() -> pool));
    }

    @Bean
    TenantJdbc adminJdbc(@Qualifier("admin") DataSource pool) {
        return over(pool);
    }

    /** What must be known of a payment although its tenant may do no more at the moment: a few connections of its own. */
    @Bean
    TenantJdbc readsJdbc(
            @Qualifier("reads") ObjectProvider<DataSource> pool, @Qualifier("admin") ObjectProvider<DataSource> other) {
        return over(pool.getIfAvailable(other::getObject));
    }

    private static TenantJdbc over(DataSource pool) {
        return over(pool, pool);
    }

    private static TenantJdbc over(DataSource pool, DataSource looks) {
        return new TenantJdbc(
                JdbcClient.create(pool),
                JdbcClient.create(looks),
                new TransactionTemplate(new DataSourceTransactionManager(pool)));
    }
}
