"""What may be written in a scenario and what may not, and what the schema knowingly does not see."""

# What may be written in the small scenario, and what may not, place by place. Each is YAML as it is typed.
TAKEN = {
    "replications": ['"100"', "1_000", "1e3", "100.0", "+100"],
    "seed": ['"1"', "0"],
    "title": ["2026", "true"],
    "demand.segments.government.sovereign": ['"2"', "3"],
    "demand.segments.companies.backfill": ["True", "TRUE", "false"],
    "demand.segments.companies.usage": ["0.7", "70%", '"0.7"', "100 %", "0", "-0 %", "7e-1"],
    "demand.segments.companies.arrivals": [
        "30/year", "2.5 /month", "1_000 requests/year", "30 per year", "{ value: 30 /year, source: 2026 }",
        "{ triangular: { low: 1 /year, mode: 2 /year, high: 3 /year } }",
        "{ discrete: { values: [1 /year, 2 /year], weights: [1, 2] } }", "{ uniform: { low: 1 /year, high: 2 /h } }",
    ],
    "demand.segments.companies.patience": ["forever", "{ value: forever, source: talks }", "4 weeks", "0 h"],
    "demand.segments.companies.term": [
        "{ normal: { mean: 24 months, sd: 1 months, low: 0 h } }", "{ weibull: { shape: 2, scale: 24 months } }",
        "{ erlang: { shape: 3, mean: 1 years } }", "{ empirical: { values: [1 months, 2 months] } }",
        "{ lognormal: { p10: 1 months, p90: 2 months }, confidence: assumed }",
    ],
    "demand.price": ["2 USD/H100e-h", "{ constant: 2 EUR/H100e-h }", "{ constant: { value: 2 EUR/H100e-h } }", "free"],
    "energy.spot": ["82 EUR/MWh", "0.082 EUR/kWh", "82 EUR per MWh", "{ exponential: { at: 8 EUR/MWh, changes: 1 %/year } }"],
    "energy.emissions": ["150 g/kWh", "{ constant: 150 g/kWh }", "{ constant: { intensity: { value: 150 g/kWh, source: x } } }"],
    "money.discount": ["9 %/year", "0.09 /year"],
    "sites.small.power": ["4_000 kW", "4 MVA", "{ value: 4 MW, confidence: read }"],
    "strategies.steps.phases.first.sites": ['"2"', "0"],
    "strategies.steps.phases.first.regions": ["province", "[province]"],
    "variants": [
        "{ more: { title: 5, overlay: { energy: { emissions: { times: 2 } } } } }",
        "{ more: { overlay: { demand: { segments: { companies: { arrivals: { times: 1.2 }, backfill: null } } } } } }",
        "{ more: { overlay: { grid: { allocation: { rule: firstFit } } } } }",
    ],
}
REFUSED = {
    "replications": ["0", "-1", "1.5", '"many"', "100 %", "{ value: 100 }", "null", "[100]"],
    "seed": ["-1", "9007199254740993"],
    "start": ["2026-13-01", "2026-01-32", "2026-1-1", "2026", "null", "1026-01-01"],
    "demand.segments.government.sovereign": ["4", "-1", "2.5"],
    "demand.segments.companies.backfill": ['"true"', "yes", "1", "null"],
    "demand.segments.companies.usage": ["1.5", "170 %", "-1 %", "0.7 x", "70 MW", "null"],
    "demand.segments.companies.arrivals": [
        "30", "30 MW", "-30 /year", "2000 blobs", "1,000 /year", "null", "{}", "[]", "{ times: 1.2 }",
        "{ source: a }", "{ triangular: { low: 1 /year, high: 3 /year } }", "{ uniform: { low: 1 /year, high: 3 MW } }",
        "{ triangle: { low: 1 /year } }", "{ uniform: null }", "{ value: 30 /year, source: null }",
        "{ value: 1 /year, uniform: { low: 1 /year, high: 2 /year } }", "{ table: data/demand.csv }",
        "{ uniform: { low: 1 /year, high: 2 /year }, exponential: { mean: 1 /year } }",
        "{ lognormal: { median: 1 /year, p90: 2 /year, mean: 3 /year } }", "{ value: 30 /year, year: 2026 }",
    ],
    "demand.segments.companies.growth": [
        "{ exponential: null }", "exponential", "{ exponential: { rate: 1 %/year }, constant: {} }", "{}",
        "{ exponential: { rate: 1 %/month } }", "{ table: [[2026-13-01, 1]] }", "{ table: [] }",
    ],
    "demand.price": [
        "{ value: 2 USD/H100e-h }", "{ uniform: { low: 1 USD/H100e-h, high: 2 USD/H100e-h } }",
        "{ table: data/gpu_rental_prices.csv, parameter: x }", "2 USD/H100e", "{ constant: 2 EUR/H100e-h, free: {} }",
    ],
    "energy.spot": ["{ value: 82 EUR/MWh }", "82 EUR/kW/year", "82 €/MWh", "{ table: data/x.csv, parameter: x }"],
    "energy.emissions": ["{ value: 150 g/kWh }", "150 g", "{}"],
    "energy.tax": ["{ bands: [] }", "{ bands: [ null ] }", "{ bands: [ { upTo: 50 MW, rate: 70 EUR/MWh }, { rate: 1 EUR/MWh } ] }"],
    "money.discount": ["9 %", "9 %/month"],
    "sites.small.power": ["4", "4 MWh", "-4 MW", "4 mw", "{ uniform: { low: 1, high: 2 } }"],
    "strategies": ["{}", "null"],
    "demand.segments": ["{}", "{ companies: {} }"],
    "strategies.steps.phases.first.sites": ["-1", "20000", "2.5"],
    "strategies.steps.phases.next.when": ["{}", "{ utilisation: { above: 70 % }, date: 2027-01-01 }", "{ utilisation: {} }"],
    "strategies.steps.phases.next.start": ["2027-01-01"],
    "variants": [
        "{}", "{ more: null }", "{ more: {} }", "{ more: { overlay: null } }", "{ more: { overlay: {} } }",
        "{ more: { overlay: { seed: 3 } } }", "{ more: { overlay: { variants: {} } } }", "{ more: { overlay: { extends: x } } }",
        "{ more: { source: x, overlay: { energy: { emissions: 1 g/kWh } } } }", "{ more: { title: [a], overlay: { title: b } } }",
        "{ more: { overlay: { energy: { emission: 1 g/kWh } } } }", "{ more: { overlay: { energy: { emissions: 1 MW } } } }",
        "{ more: { overlay: { strategy: {} } } }", "{ more: { overlay: { sites: { small: { power: { times: -2 } } } } } }",
        '{ "": { overlay: { title: b } } }', "{ more: { overlay: { energy: { tax: { bands: [] } } } } }",
    ],
}

# What the schema knowingly does not see, by what the program says of it. Whatever else the program refuses, the
# schema refuses.
UNSEEN = {
    "names are declared elsewhere in the scenario": r"names an? .* that does not exist"
    r"|names the .* twice|there is no (site|tier|region|phase|stage|strategy|segment)\b"
    r"|does not describe tier|lacks the tier|is at no stage of the site"
    r"|unknown key '(safety|other)s?'|known here: ([^;\n]*\b(safety|other)\b|all$)",
    "an empty map and null are one to the schema where a map may be empty": r"'null' takes a key out",
    "whether names are used is seen in the whole scenario": r"no number is drawn from",
    "what a key needs depends on others, or on the name of what it stands in": r"missing key 'for'"
    r"|(stage|site|phase|segment) '[^']*' (needs|has|must wait|buys)|needs 'regions' and 'tier'"
    r"|is missing: (each|the IT power)|missing key '(ages|speculative)'|nothing says what computes"
    r"|so '[^']*' has no effect|has no effect|needs '[^']*', such as|the price 'costPlus' follows"
    r"|is for a site with|needs an exchange rate|can restart '|waits for itself"
    r"|names a stage that the site"
    r"|take it out|'sizeGrowth: density' follows|must be above 0 .*: the site",
    "the unit of an uncertain number is that of its first number": r"must be a (bare number|number in )"
    r"|'\$[^']*' (is in|has no unit)",
    "months have different lengths, and some dates must begin one": r"must be a date, such as '2028-06-01'"
    r" \(found '2026-02-30'\)|must be the first of a month|must be after 'start'|within the simulated time"
    r"|before the end of the simulated time",
    "numbers are compared with others": r"must (not )?be (above|below) (the |low|mode|median|mean)"
    r"|must be positive|must be in order|can be (negative|above|below|0,|next to|as large)|must sum to 100 %"
    r"|must end before|must not be below",
    "a range in a unit is seen only at 0": r"must be (between|at least|at most|above) (?!0\b)",
    "what a number can mean is known when it is read": r"to be meant|cannot be meant",
    "files and their rows are not read": r"there is no file|has no (parameter|column|rows|'[^']*' for the year)",
}
# And what besides of a map that is laid over another.
UNSEEN_ABOVE = {
    "what is beneath is in another file": r"'times' multiplies the number|is not multiplied as a whole"
    r"|cannot be multiplied|unknown key 'times'|has no 'value'|needs a value or a distribution"
    r"|^'[^']*' needs other parameters: write it as",
    "null takes out what is needed, or lets it be": r"missing key|has no value|needs? (an )?'overlay'"
    r"|one of these is needed here",
}
