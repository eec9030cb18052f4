"use strict";
// So that a day begins at the viewer's midnight.
document.cookie = `zone=${Intl.DateTimeFormat().resolvedOptions().timeZone}; path=/admin; samesite=lax; max-age=31536000`;
// Before the first paint, so that a page never flashes in the other theme.
const chosen = localStorage.getItem("theme");
if (chosen) document.documentElement.dataset.theme = chosen;
