package dev.pontage.admin.browser;

/** One page object per screen: what a person can do there, in their words. */
final class Screens {
    private Screens() {}

    /** The way in. */
    record Login(Browser browser) {
        SecondFactor enter(String email, String password) {
            browser.go("/admin/login")
                    .type("#email", email)
                    .type("#password", password)
                    .press("button.btn-primary");
            return new SecondFactor(browser);
        }
    }

    /** The second factor, asked for or set up. */
    record SecondFactor(Browser browser) {
        boolean isNew() {
            return browser.has("#secret");
        }

        String secret() {
            return browser.find("#secret").getText().replace(" ", "");
        }

        Browser code(String code) {
            return browser.type("#code", code).press("main button.btn-primary");
        }

        java.util.List<String> paper() {
            return browser.driver().findElements(org.openqa.selenium.By.cssSelector(".codes code")).stream()
                    .map(org.openqa.selenium.WebElement::getText)
                    .toList();
        }
    }

    /** Merchants. */
    record Merchants(Browser browser) {
        Merchant create(String id, String name) {
            browser.go("/admin/merchants").press(".head a.btn-primary");
            browser.type("#name", name).type("#id", id).press("form.card button.btn-primary");
            return new Merchant(browser);
        }
    }

    /** One merchant. */
    record Merchant(Browser browser) {
        NewAffiliation connect() {
            browser.press("section .head a.btn-primary");
            return new NewAffiliation(browser);
        }

        Merchant suspend(String typed) {
            browser.type("#confirm", typed).press("form.suspend button");
            return this;
        }
    }

    /** A new connection, two steps. */
    record NewAffiliation(Browser browser) {
        NewAffiliation choose(String connectorAndPlugin) {
            browser.choose("#choice", connectorAndPlugin).press("form.card button.btn-primary");
            return this;
        }

        NewAffiliation fill(String setting, String value) {
            browser.type("[name='s." + setting + "']", value);
            return this;
        }

        Credential create() {
            browser.press("form.card button.btn-primary");
            return new Credential(browser);
        }
    }

    /** A key and token, shown once. */
    record Credential(Browser browser) {
        String key() {
            return browser.find("#app-key code").getText();
        }

        String token() {
            return browser.find("#app-token code").getText();
        }

        Affiliation copied() {
            browser.press("a.btn-primary");
            return new Affiliation(browser);
        }
    }

    /** One connection. */
    record Affiliation(Browser browser) {
        Affiliation test() {
            browser.press("button[name=test]");
            return this;
        }

        Credential rotate(String hours) {
            browser.choose("#graceHours", hours).press("#keys form button");
            return new Credential(browser);
        }

        Policies policies() {
            browser.press(".head a.btn");
            return new Policies(browser);
        }
    }

    /** Methods and delays. */
    record Policies(Browser browser) {
        Policies typeDelay(String method, String seconds) {
            browser.type("[name='cancel." + method + "']", seconds);
            return this;
        }

        Policies save() {
            browser.press("form button.btn-primary");
            return this;
        }
    }

    /** The search and one payment. */
    record Payment(Browser browser) {
        Payment find(String anyId) {
            browser.type("#find", anyId);
            browser.find("#find").submit();
            browser.until("h1", "R$");
            return this;
        }

        Payment sendCallbackAgain() {
            browser.press(".actions form[action$='/callback'] button");
            return this;
        }

        Change to(String kind) {
            browser.press("#to-" + kind);
            return new Change(browser);
        }
    }

    /** What moves money. */
    record Change(Browser browser) {
        Change wish(String amount, String reason) {
            browser.type("#amount", amount).type("#reason", reason).press("form.card button.btn-primary");
            return this;
        }

        String effect() {
            return browser.find("#effect").getText();
        }

        Payment carryOut() {
            browser.press("#do");
            return new Payment(browser);
        }
    }

    /** What waits for a second person. */
    record Approvals(Browser browser) {
        Approvals open() {
            browser.go("/admin/approvals");
            return this;
        }

        Payment agree() {
            browser.press("button[name=agreed][value=true]");
            return new Payment(browser);
        }
    }

    /** The staff. */
    record Staff(Browser browser) {
        Staff open() {
            browser.go("/admin/staff");
            return this;
        }

        Staff resetFactor(String email) {
            browser.find("summary[aria-label$='" + email + "']").click();
            browser.press("details[open] form[action$='/factor'] button");
            return this;
        }
    }
}
