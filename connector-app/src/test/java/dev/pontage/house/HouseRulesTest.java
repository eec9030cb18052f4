package dev.pontage.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pontage.spi.payment.CardField;
import dev.pontage.spi.settings.Secret;
import dev.pontage.transport.CardData;
import dev.pontage.transport.Exchange;
import java.io.Serializable;
import java.util.Date;

/**
 * What must stay true of every class that the application is made of. A rule whose subject does not exist yet says so
 * with {@code allowEmptyShould}; {@link #everyRuleHasSomethingToLookAt} sees to it that the classes are read at all.
 */
@AnalyzeClasses(packages = "dev.pontage", importOptions = DoNotIncludeTests.class)
class HouseRulesTest {
    @ArchTest
    static final ArchRule everyRuleHasSomethingToLookAt = classes()
            .that(resideInAPackage("dev.pontage.payment"))
            .and()
            .haveSimpleName("PaymentEngine")
            .should()
            .bePublic();

    // Rooms

    @ArchTest
    static final ArchRule everyPackageHasItsPlace = classes().should(Features.haveAPlaceAmongTheFeatures());

    @ArchTest
    static final ArchRule aFeatureUsesOnlyThoseBelowIt = classes().should(Features.useOnlyWhatStandsBelow());

    @ArchTest
    static final ArchRule screensAreFreeOfCycles = slices().matching("dev.pontage.admin.(*)..")
            .should()
            .beFreeOfCycles()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theSpiNeedsNothingButTheJdk = classes()
            .that(resideInAPackage("dev.pontage.spi.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.pontage.spi.."));

    @ArchTest
    static final ArchRule theTransportNeedsTheSpiAndTheJdk = classes()
            .that(resideInAPackage("dev.pontage.transport.."))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.net.ssl..",
                    "javax.crypto..",
                    "org.jspecify..",
                    "dev.pontage.spi..",
                    "dev.pontage.transport.."));

    @ArchTest
    static final ArchRule theFieldNamesOfVtexStayInPppAndCallback = noClasses()
            .that(not(resideInAnyPackage("dev.pontage.ppp..", "dev.pontage.callback..", "dev.pontage.app..")))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.pontage.ppp.."));

    @ArchTest
    static final ArchRule bucket4jOnlyInLimit = only("dev.pontage.limit..", "io.github.bucket4j..");

    @ArchTest
    static final ArchRule resilience4jOnlyInRemote = only("dev.pontage.remote..", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule tinkOnlyInSecret = only("dev.pontage.secret..", "com.google.crypto.tink..");

    @ArchTest
    static final ArchRule thymeleafOnlyInAdmin =
            only("dev.pontage.admin..", "org.thymeleaf..", "org.springframework.boot.thymeleaf..");

    // Payments

    @ArchTest
    static final ArchRule onlyTheJournalChangesAPayment = noClasses()
            .that(not(inPayment("Journal")))
            .should()
            .callMethodWhere(calls("dev.pontage.payment.Payment", "apply"));

    @ArchTest
    static final ArchRule whoeverRemembersAPaymentHearsOfItsChanges = noClasses()
            .that(not(inPayment("PaymentWrites")))
            .should()
            .callMethodWhere(calls("dev.pontage.payment.PaymentRows", "update"))
            .orShould()
            .callMethodWhere(calls("dev.pontage.payment.PaymentRows", "changing"))
            .orShould()
            .callMethodWhere(calls("dev.pontage.payment.PaymentRows", "changingFresh"));

    @ArchTest
    static final ArchRule theJournalKnowsNothingRemote = noClasses()
            .that(inPayment("Journal"))
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "java.net.http..",
                            "jakarta.servlet..",
                            "org.springframework.http..",
                            "org.springframework.web..",
                            "dev.pontage.transport..",
                            "dev.pontage.remote..")
                    // the redacted record of an exchange is written with the outcome; it can send nothing
                    .and(not(type(Exchange.class))));

    @ArchTest
    static final ArchRule theEngineHoldsNoTransaction = classes()
            .that()
            .areAssignableTo("dev.pontage.payment.PaymentEngine")
            .should()
            .notBeAnnotatedWith("org.springframework.transaction.annotation.Transactional")
            .andShould()
            .onlyDependOnClassesThat(not(resideInAPackage("org.springframework.transaction..")));

    @ArchTest
    static final ArchRule theHotPathKnowsNoJpa = noClasses()
            .that(resideInAnyPackage(
                    "dev.pontage.payment..",
                    "dev.pontage.acquirer..",
                    "dev.pontage.callback..",
                    "dev.pontage.ppp..",
                    "dev.pontage.webhook.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.persistence..", "org.hibernate.."));

    // Secrets and cards

    @ArchTest
    static final ArchRule secretsAreRevealedInFewPlaces = noClasses()
            .that(not(resideInAnyPackage("dev.pontage.secret..", "dev.pontage.spi.."))
                    .and(not(simpleName("CallbackSender"))))
            .should()
            .callMethod(Secret.class, "reveal");

    @ArchTest
    static final ArchRule cardDataIsNeverSerialised = noClasses()
            .that(type(CardField.class).or(type(CardData.class)))
            .should()
            .beAssignableTo(Serializable.class);

    @ArchTest
    static final ArchRule cardDataCannotBeCompared = methods()
            .that()
            .areDeclaredInClassesThat(
                    type(CardField.class).or(type(CardData.class)).or(type(Secret.class)))
            .should()
            .notHaveName("equals")
            .andShould()
            .notHaveName("hashCode");

    @ArchTest
    static final ArchRule noEntityHoldsCardData = fields().that()
            .areDeclaredInClassesThat()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should()
            .notHaveRawType(type(CardField.class).or(type(CardData.class)).or(type(Secret.class)));

    @ArchTest
    static final ArchRule everyStatementGoesThroughTheTenantScope = noClasses()
            .that(not(resideInAnyPackage("dev.pontage.tenant..", "dev.pontage.database..", "dev.pontage.app..")))
            .should()
            .dependOnClassesThat(resideInAPackage("org.springframework.jdbc.core..")
                    .and(simpleName("JdbcClient")
                            .or(simpleName("JdbcTemplate"))
                            .or(simpleName("NamedParameterJdbcTemplate"))))
            .because("a statement on a tenant's table without a scope must be refused; TenantJdbc does that");

    // Manners

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveNameMatching(".*[.$]\\w+(Impl|Utils?|Helper|Manager|D[Tt][Oo]|Service)")
            .orShould()
            .haveNameMatching(".*[.$](Abstract|Base|Default)[A-Z]\\w*");

    @ArchTest
    static final ArchRule nothingIsInjectedIntoFields = NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethodWhere(argumentLessNow())
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callConstructor(Date.class);

    @ArchTest
    static final ArchRule theClockIsMadeOnce = noClasses()
            .that(not(resideInAPackage("dev.pontage.app..")))
            .should()
            .callMethod(java.time.Clock.class, "systemUTC")
            .orShould()
            .callMethod(java.time.Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should().callMethodWhere(calls("java.lang.Thread", "sleep"));

    @ArchTest
    static final ArchRule onlyTheBannerIsPrinted =
            noClasses().that(not(resideInAPackage("dev.pontage.app.."))).should(ACCESS_STANDARD_STREAMS);

    private static ArchRule only(String room, String... library) {
        return noClasses().that(not(resideInAPackage(room))).should().dependOnClassesThat(resideInAnyPackage(library));
    }

    private static DescribedPredicate<JavaClass> inPayment(String name) {
        return resideInAPackage("dev.pontage.payment").and(simpleName(name));
    }

    private static DescribedPredicate<JavaMethodCall> calls(String owner, String name) {
        return DescribedPredicate.describe(
                owner + "." + name,
                call -> call.getTargetOwner().getName().equals(owner)
                        && call.getTarget().getName().equals(name));
    }

    private static DescribedPredicate<JavaMethodCall> argumentLessNow() {
        return DescribedPredicate.describe("now() without a clock", call -> isArgumentLessNow(call.getTarget()));
    }

    private static boolean isArgumentLessNow(MethodCallTarget target) {
        return target.getOwner().getPackageName().startsWith("java.time")
                && target.getName().equals("now")
                && target.getRawParameterTypes().isEmpty();
    }
}
