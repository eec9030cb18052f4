package dev.pontage.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pontage.database.TestDatabase;
import dev.pontage.secret.SecretCipher.Place;
import dev.pontage.tenant.Ids;
import dev.pontage.tenant.TenantJdbc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class KeyRotationTest {
    private static final UUID SHOP = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final Place PLACE = new Place("affiliation_setting", SHOP, "value");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final TenantJdbc jdbc = database();
    private final KeyRotation rotation = new KeyRotation(jdbc);
    private MasterKey master;

    KeyRotationTest() {
        jdbc.transact(() -> {
            jdbc.sql("create table tenant (id binary(16) primary key, slug varchar(40))")
                    .update();
            jdbc.sql(
                            "create table key_set (owner binary(16), purpose varchar(20), key_set text, created_at datetime(6),"
                                    + " primary key (owner, purpose))")
                    .update();
        });
    }

    @BeforeEach
    void a_shop_and_a_master_key() {
        master = key("master.key");
        jdbc.transact(() -> jdbc.sql("insert into tenant values (:id, 'shop')")
                .param("id", Ids.bytes(SHOP))
                .update());
    }

    @Test
    void a_tenant_s_new_key_reads_what_the_former_one_wrote() {
        var before = cipher(master).encrypt(SHOP, PLACE, "secret");
        var kept = sealed();

        assertThat(rotation.renewTenant("shop", master)).isTrue();

        assertThat(sealed()).isNotEqualTo(kept);
        assertThat(cipher(master).decrypt(SHOP, PLACE, before)).isEqualTo("secret");
    }

    @Test
    void a_node_that_still_holds_the_former_keys_reads_what_the_new_one_wrote() {
        var running = cipher(master);
        running.encrypt(SHOP, PLACE, "warms up");
        rotation.renewTenant("shop", master);
        var after = cipher(master).encrypt(SHOP, PLACE, "secret");

        assertThat(running.decrypt(SHOP, PLACE, after)).isEqualTo("secret");
    }

    @Test
    void after_a_new_master_key_only_the_new_one_opens() {
        var before = cipher(master).encrypt(SHOP, PLACE, "secret");
        var token = new TokenHash(keys(master)).of("token");
        var fresh = key("fresh.key");

        assertThat(rotation.renewMaster(master, fresh)).isEqualTo(2);

        assertThat(cipher(fresh).decrypt(SHOP, PLACE, before)).isEqualTo("secret");
        assertThat(new TokenHash(keys(fresh)).matches("token", token)).isTrue();
        assertThat(rotation.opens(fresh)).isTrue();
        assertThat(rotation.opens(master)).isFalse();
    }

    @Test
    void a_wrong_master_key_changes_nothing() {
        var before = cipher(master).encrypt(SHOP, PLACE, "secret");
        var wrong = key("wrong.key");

        assertThatThrownBy(() -> rotation.renewMaster(wrong, key("fresh.key")))
                .isInstanceOf(IllegalStateException.class);

        assertThat(cipher(master).decrypt(SHOP, PLACE, before)).isEqualTo("secret");
    }

    @Test
    void the_new_master_key_takes_the_file_s_place_and_the_former_is_kept() throws Exception {
        var file = folder.resolve("master.key");
        var text = Files.readString(file);
        cipher(master).encrypt(SHOP, PLACE, "secret");

        var kept = rotation.renewMaster(file);

        assertThat(rotation.opens(MasterKey.read(file))).isTrue();
        assertThat(kept).hasContent(text);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("master.key.next")).doesNotExist();
    }

    @Test
    void a_run_that_died_after_the_database_is_finished_by_the_next() {
        var file = folder.resolve("master.key");
        cipher(master).encrypt(SHOP, PLACE, "secret");
        rotation.renewMaster(master, key("master.key.next"));

        rotation.renewMaster(file);

        assertThat(rotation.opens(MasterKey.read(file))).isTrue();
    }

    @Test
    void a_tenant_that_does_not_exist_is_said() {
        assertThat(rotation.renewTenant("nobody", master)).isFalse();
    }

    @Test
    void a_value_can_be_read_in_its_own_row_only() {
        var value = cipher(master).encrypt(SHOP, PLACE, "secret");
        var elsewhere = new Place("affiliation_setting", new UUID(0, 7), "value");

        assertThatThrownBy(() -> cipher(master).decrypt(SHOP, elsewhere, value))
                .isInstanceOf(IllegalStateException.class);
    }

    private SecretCipher cipher(MasterKey key) {
        return new SecretCipher(keys(key));
    }

    private KeySets keys(MasterKey key) {
        return new KeySets(key, jdbc, CLOCK);
    }

    private MasterKey key(String name) {
        MasterKey.make(folder.resolve(name));
        return MasterKey.read(folder.resolve(name));
    }

    private String sealed() {
        return jdbc.sql("select key_set from key_set where owner = :owner")
                .param("owner", Ids.bytes(SHOP))
                .query(String.class)
                .single();
    }

    private static TenantJdbc database() {
        var schema = TestDatabase.createSchemaFor(KeyRotationTest.class);
        var source = new DriverManagerDataSource(schema.jdbcUrl(), schema.username(), schema.password());
        return new TenantJdbc(source);
    }
}
