"use strict";
const root = document.documentElement;

document.querySelectorAll("[data-theme-switch]").forEach(button => button.addEventListener("click", () => {
    localStorage.setItem("theme", root.dataset.bsTheme === "dark" ? "light" : "dark");
    showTheme();
}));

// In lists a time of today says how long ago it was, or how soon it will be.
const day = 24 * 3600 * 1000;
const nearby = at => {
    const seconds = Math.round((at - Date.now()) / 1000);
    const [unit, size] = Math.abs(seconds) < 90 ? ["second", 1] : Math.abs(seconds) < 5400 ? ["minute", 60] : ["hour", 3600];
    const far = new Intl.RelativeTimeFormat(root.lang, {style: "short"}).format(Math.round(seconds / size), unit);
    return at.toLocaleTimeString(root.lang, {timeStyle: "medium", hourCycle: "h23"}) + " · " + far;
};

// Times arrive in UTC; here they are shown in the viewer's zone, the exact instant stays in the title.
document.querySelectorAll("time[datetime]").forEach(it => {
    const at = new Date(it.dateTime);
    if (isNaN(at)) return;
    it.textContent = "clock" in it.dataset ? at.toLocaleTimeString(root.lang, {hour: "2-digit", minute: "2-digit", hourCycle: "h23"})
        : "day" in it.dataset ? at.toLocaleDateString(root.lang, {weekday: "short", day: "numeric", month: "numeric"})
        : "precise" in it.dataset ? at.toLocaleString(root.lang, {day: "2-digit", month: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 1, hourCycle: "h23"})
        : it.closest("td") && Math.abs(at - Date.now()) < day ? nearby(at)
        : at.toLocaleString(root.lang, {dateStyle: "short", timeStyle: "medium"});
});

document.querySelectorAll("[data-copy]").forEach(button => button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const before = button.textContent;
    button.textContent = document.body.dataset.copied;
    setTimeout(() => { button.textContent = before; }, 2000);
}));

// A second click must not send a form a second time.
document.querySelectorAll("form[method=post]").forEach(form => form.addEventListener("submit", event => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
}));
addEventListener("pageshow", () => document.querySelectorAll("form").forEach(it => delete it.dataset.sent));

const places = {h: "/admin", p: "/admin/payments", m: "/admin/merchants", c: "/admin/connectors", a: "/admin/affiliations"};
let going = false;
addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || /INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) return;
    if (event.key === "/" && document.getElementById("find")) {
        event.preventDefault();
        document.getElementById("find").focus();
    } else if (event.key === "?" && document.getElementById("keys")) {
        document.getElementById("keys").showModal();
    } else if (going && places[event.key]) {
        location.href = places[event.key];
    }
    going = event.key === "g";
});

// On a telephone the menu is folded; when the window is made wide, or the telephone is turned, it comes back.
const menu = document.querySelector(".menu");
const narrow = matchMedia("(max-width: 767.98px)");
const fold = () => { if (menu) menu.open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();

// A setting that depends on another one's value is shown only with it.
const dependent = document.querySelectorAll("[data-only-if]");
const showDependent = () => dependent.forEach(field => {
    const [name, value] = field.dataset.onlyIf.split("=");
    const other = [...document.getElementsByName(name)].find(it => it.type !== "radio" || it.checked);
    if (other) field.hidden = (other.type === "checkbox" ? String(other.checked) : other.value) !== value;
});
if (dependent.length) {
    showDependent();
    addEventListener("change", showDependent);
}

const refused = document.querySelector(".alert[tabindex]");
if (refused) refused.focus();
