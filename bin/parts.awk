# Sums the reports of all modules by part: each line is a report's file, a tab, and its opening tag.
function value(name,   at) {
    at = match($0, " " name "=\"[^\"]*\"")
    return at ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : 0
}

# By the room a test looks at: dev.pontage.<room>, and dev.pontage.app.<room> for tests on the whole distribution.
# A test in no known room belongs to its module, so that a new plugin or screen needs no line here.
function part(file, class,   room) {
    if (class ~ /Homologat|\.app\.(Protocol|Configuration)Story|\.app\.(Fuzz|InvoicePage)/) return 3
    sub(/^dev\.pontage\./, "", class)
    sub(/^app\./, "", class)
    room = class ~ /\./ ? substr(class, 1, index(class, ".") - 1) : ""
    if (room ~ /^(payment|callback|webhook|torture|bench)$/) return 2
    if (room ~ /^(ppp|homologation)$/ || file ~ /^\.\/homologation\//) return 3
    if (room ~ /^(plugin|acquirer|transport|testkit|spi|sandbox)$/) return 4
    if (file ~ /^\.\/provider-plugins\/(spi|transport|testkit|archetype|sandbox)\//) return 4
    if (file ~ /^\.\/provider-plugins\// || room ~ /^(adyen|bacenpix)$/) return 5
    if (room == "admin" || file ~ /^\.\/admin-ui\//) return 6
    if (room ~ /^(limit|remote|tenant)$/) return 7
    return 1
}

BEGIN {
    FS = "\t"
    split("house and start|payment engine|payment provider protocol|plugins|acquirers|admin|tenants and limits", names, "|")
    split("90 120 75 75 75 120 30", budgets, " ")
}
{
    p = part($1, value("name"))
    tests += value("tests"); skipped += value("skipped"); failed += value("failures") + value("errors")
    seconds[p] += value("time"); counts[p] += value("tests")
}
END {
    printf "\n%-30s %6s %9s %9s\n", "part", "tests", "seconds", "budget"
    for (i = 1; i <= 7; i++)
        printf "%d %-28s %6d %9.1f %9d%s\n", i, names[i], counts[i], seconds[i], budgets[i], (seconds[i] > budgets[i] ? "  over" : "")
    printf "the whole run, build included: %d s\n", all
    if (skipped) printf "%d skipped\n", skipped
    passed = tests - skipped - failed
    if (code && !failed) { print "The build itself failed: see [ERROR] above."; failed = 1 }
    printf "%d passed, %d failed\n", passed, failed
}
