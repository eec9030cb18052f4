package dev.pontage.tenant;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One way to the database per purpose, so that none can take another's connections. */
@Configuration(proxyBeanMethods = false)
class TenantDatabase {

    @Bean
    TenantJdbc paymentsJdbc(
            @Qualifier("payments") DataSource pool, @Qualifier("looks") ObjectProvider<DataSource> looks) {
        return new TenantJdbc(pool, looks.getIfAvailable(() -> pool));
    }

    @Bean
    TenantJdbc backgroundJdbc(
            @Qualifier("background") DataSource pool, @Qualifier("looks") ObjectProvider<DataSource> looks) {
        return new TenantJdbc(pool, looks.getIfAvailable(() -> pool));
    }

    /** What many callers write in one transaction: few connections, whose statements are sent as one text. */
    @Bean
    TenantJdbc togetherJdbc(
            @Qualifier("together") ObjectProvider<DataSource> pool, @Qualifier("payments") DataSource other) {
        var own = pool.getIfAvailable();
        return own == null ? new TenantJdbc(other) : TenantJdbc.inOneText(own);
    }

    @Bean
    TenantJdbc adminJdbc(@Qualifier("admin") DataSource pool) {
        return new TenantJdbc(pool);
    }

    /** What people look for among many rows: a search that takes long keeps nobody else waiting. */
    @Bean
    TenantJdbc searchJdbc(
            @Qualifier("search") ObjectProvider<DataSource> pool,
            @Qualifier("admin") ObjectProvider<DataSource> other) {
        return new TenantJdbc(pool.getIfAvailable(other::getObject));
    }

    /** What must be known of a payment although its tenant may do no more at the moment: a few connections of its own. */
    @Bean
    TenantJdbc readsJdbc(
            @Qualifier("reads") ObjectProvider<DataSource> pool, @Qualifier("admin") ObjectProvider<DataSource> other) {
        return new TenantJdbc(pool.getIfAvailable(other::getObject));
    }
}
