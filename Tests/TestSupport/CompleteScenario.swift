/// A scenario that uses every section, and from which each broken one differs in one place.
public let completeScenario = """
  title: A complete scenario
  question: Which plan is better?
  start: 2026-01-01
  end: 2031-01-01
  replications: 5
  seed: 7
  warmUp: 0 h
  uncertain:
    growth: { triangular: { low: 10 %/year, mode: 20 %/year, high: 40 %/year } }
    slip: { lognormal: { median: 1 x, p90: 2 x } }
  demand:
    price: { exponential: { at: 2 USD/H100e-h, changes: -20 %/year } }
    segments:
      companies:
        arrivals: 30 /year
        share: 50 %
        growth: { exponential: { rate: $growth } }
        size: { lognormal: { median: 60 H100e, p90: 400 H100e } }
        sizeGrowth: 10 %/year
        term: 12 months
        patience: { exponential: { mean: 4 months } }
        usage: 70 %
        contract: reserved
        sovereign: 1
        priority: 2
        backfill: true
      listed:
        requests:
          - { date: 2027-01-01, size: 10 H100e, term: 2 years, count: 2 }
  grid:
    tiers:
      transmission: { largest: 500 MW }
      mediumVoltage: { largest: 10 MW, upstream: transmission }
    allocation: { rule: strict, priorities: [safety, other], from: 2026-01-01 }
    regions:
      north:
        at: [52.37, 4.9]
        slip: $slip
        tiers:
          transmission: { headroom: 60 MW, build: 20 months, connection: 10 MEUR }
          mediumVoltage:
            headroom: 0 MW
            size: { lognormal: { mean: 0.65 MW, sd: 1 MW } }
            mix: { safety: 10 %, other: 90 % }
            backlog: { applications: 50, ages: { uniform: { low: 0 months, high: 36 months } } }
            arrivals: 100 /year
            speculative: { share: 25 %, withdraws: 18 months }
            withdrawal: 0.1 /year
            release: { rate: 50 MW/year, lump: 5 MW, timing: random }
            reinforcements:
              substation: { planned: 2029-06-01, slip: 18 months, releases: 300 MW }
            build: { pert: { low: 9 months, mode: 14 months, high: 24 months } }
            connection: 250 kEUR/MW
            tariff: { fixed: 7 kEUR/year, contracted: 45 EUR/kW/year, peak: 5.3 EUR/kW/month, energy: 14 EUR/MWh }
  energy:
    spot: { ornsteinUhlenbeck: { mean: 82 EUR/MWh, halfLife: 28 h, sd: 25 EUR/MWh } }
    step: 1 d
    ppa: { share: 50 %, price: 70 EUR/MWh }
    tax: { bands: [ { upTo: 50 MWh, rate: 70 EUR/MWh }, { rate: 3.3 EUR/MWh } ] }
    emissions: 150 g/kWh
  money:
    discount: 9 %/year
    inflation: 2 %/year
    exchange: 1.13 USD/EUR
    corporateTax: 25.8 %
    depreciation: { facility: 20 years, connection: 20 years }
  accelerators:
    procurement: newest
    refresh: retire
    idlePower: 30 %
    maintenance: 4 %/year
    resale: curve
    generations:
      GB300:
        released: 2025-09-01
        bf16: 2500 TFLOP/s
        fp8: 5000 TFLOP/s
        power: 2 kW
        rack: 72
        price: { at: 51 kUSD, changes: -15 %/year }
        lead: 6 months
        life: 5 years
        residual: [[1 years, 62 %], [2 years, 45 %]]
    successors: { every: 18 months, h100ePerKilowatt: 35 %/year, pricePerH100e: -25 %/year }
  sites:
    podSite:
      power: 3 MW
      pue: 1.15
      availability: 99.7 %
      sovereign: 2
      staff: { perSite: 50 kEUR/year, perMW: 90 kEUR/MW/year }
      stages:
        land: { takes: 2 months, costs: 150 kEUR }
        permit: { after: [land], takes: 5 months, costs: 100 kEUR, succeeds: 90 %, else: { restart: permit } }
        grid: { after: [land] }
        build: { after: [permit], takes: 7 months, costs: 9 MEUR/MW, overrun: 10 %, paid: spread }
        accelerators: { for: commission }
        commission: { after: [grid, build, accelerators], takes: 3 weeks }
    existing: { capacity: 50 H100e, live: start, cost: 1 MEUR, power: 0.1 MW }
  strategies:
    modular:
      budget: { amount: 500 MEUR, otherwise: wait }
      phases:
        old: { site: existing }
        first: { site: podSite, sites: 3, regions: [north], tier: mediumVoltage, class: other, start: 2026-03-01 }
        next: { site: podSite, regions: [north], tier: mediumVoltage, when: { utilisation: { above: 75 %, for: 3 months } } }
        last: { site: podSite, regions: [north], tier: mediumVoltage, when: { after: { phase: first, milestone: live } } }
    none: {}

  """
