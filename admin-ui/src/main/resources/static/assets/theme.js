"use strict";
// So that a day begins at the viewer's midnight.
document.cookie = `zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/admin; samesite=lax; max-age=31536000`;
// Before the first paint, so that a page never flashes in the other theme: the chosen one, else the system's.
const night = matchMedia("(prefers-color-scheme: dark)");
const showTheme = () => {
    document.documentElement.dataset.bsTheme = localStorage.getItem("theme") ?? (night.matches ? "dark" : "light");
};
night.addEventListener("change", showTheme);
showTheme();
