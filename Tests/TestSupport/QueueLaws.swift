import Foundation

/// The steady state of a queue with Poisson arrivals and c servers with exponential times.
public struct MarkovQueue {
  /// Arrivals per hour.
  public let arrivals: Double
  /// Completions per hour of one busy server.
  public let service: Double
  /// How many servers there are, c.
  public let servers: Int

  /// A queue with these rates per hour.
  public init(arrivals: Double, service: Double, servers: Int) {
    self.arrivals = arrivals
    self.service = service
    self.servers = servers
  }

  /// The offered load λ/μ, in servers.
  public var load: Double { arrivals / service }

  /// The time in which the distance to the steady state falls at least by e, h: 1/(√(cμ) − √λ)².
  public var relaxation: Double {
    let gap = (Double(servers) * service).squareRoot() - arrivals.squareRoot()
    return 1 / (gap * gap)
  }

  /// The share of customers that are turned away where nobody waits (Erlang B).
  ///
  /// By the recursion B(n) = aB(n−1) / (n + aB(n−1)) (Cooper, Introduction to Queueing Theory, 3.3).
  public var erlangB: Double {
    (1...servers).reduce(1) { blocked, n in load * blocked / (Double(n) + load * blocked) }
  }

  /// The share of customers that wait where everybody does (Erlang C).
  public var erlangC: Double {
    let utilisation = load / Double(servers)
    return erlangB / (1 - utilisation * (1 - erlangB))
  }

  /// The mean wait over all customers, h.
  public var meanWait: Double { erlangC / (Double(servers) * service - arrivals) }

  /// The mean number of customers, those in service included, where everybody waits.
  public var meanNumber: Double { load + arrivals * meanWait }

  /// The share of customers that give up where patience is exponential (Erlang A).
  ///
  /// Out of the balance of the birth-death process (Palm; see Mandelbaum and Zeltyn, The Palm/Erlang-A
  /// queue, 2007): with n customers they leave at min(n, c)μ + max(n − c, 0)θ.
  ///
  /// - Parameter impatience: givings-up per hour of one who waits, θ.
  /// - Returns: a share, 0 to 1.
  public func abandonment(impatience: Double) -> Double {
    var weight = 1.0
    var total = 1.0
    var waiting = 0.0
    var n = 0
    repeat {
      n += 1
      let queue = Double(max(n - servers, 0))
      weight *= arrivals / (Double(min(n, servers)) * service + queue * impatience)
      total += weight
      waiting += queue * weight
    } while n < 10 * servers + 100 || weight > 1e-18 * total
    return impatience * waiting / total / arrivals
  }
}

/// The mean wait for one server with any service times, h (Pollaczek and Khinchine).
///
/// λE[S²] / 2(1 − λE[S]), with E[S²] = mean² + sd².
public func pollaczekKhinchine(arrivals: Double, mean: Double, sd: Double) -> Double {
  arrivals * (mean * mean + sd * sd) / 2 / (1 - arrivals * mean)
}

/// Customers of one rank before one server.
public struct RankedClass: Sendable {
  /// Arrivals per hour.
  public let arrivals: Double
  /// Mean of the service time, h.
  public let mean: Double
  /// Standard deviation of the service time, h.
  public let sd: Double

  /// A class with Poisson arrivals; `sd` equals `mean` where the service is exponential.
  public init(arrivals: Double, mean: Double, sd: Double) {
    self.arrivals = arrivals
    self.mean = mean
    self.sd = sd
  }

  /// The share of time for which it keeps the server busy.
  public var load: Double { arrivals * mean }
  /// Its part of the mean residual service, λE[S²]/2, h.
  public var residual: Double { arrivals * (mean * mean + sd * sd) / 2 }
}

/// The mean wait of each class before one server where nobody is interrupted, best class first, h.
///
/// W_k = R / ((1 − σ_{k−1})(1 − σ_k)) with R = Σ λᵢE[Sᵢ²]/2 over all classes and σ_k = ρ₁ + … + ρ_k
/// (Cobham, Operations Research 2, 1954, 70–76).
public func cobhamWaits(_ classes: [RankedClass]) -> [Double] {
  let residual = classes.reduce(0) { $0 + $1.residual }
  var better = 0.0
  return classes.map { one in
    let own = better + one.load
    defer { better = own }
    return residual / ((1 - better) * (1 - own))
  }
}

/// The mean time in system of each class before one server that preempts and resumes, best first, h.
///
/// T_k = E[S_k]/(1 − σ_{k−1}) + R_k/((1 − σ_{k−1})(1 − σ_k)), with R_k over the classes up to k only:
/// those below are not there for class k (Kleinrock, Queueing Systems II, 1976, 3.4).
public func preemptResumeTimes(_ classes: [RankedClass]) -> [Double] {
  var (better, residual) = (0.0, 0.0)
  return classes.map { one in
    let own = better + one.load
    residual += one.residual
    defer { better = own }
    return one.mean / (1 - better) + residual / ((1 - better) * (1 - own))
  }
}

/// The mean wait of each class before c servers where nobody is interrupted and all have the same
/// exponential service, best class first, h.
///
/// W_k = C / (cμ(1 − σ_{k−1})(1 − σ_k)), with C of Erlang for all classes together (Kella and Yechiali,
/// Stochastic Models 1, 1985, 257–262).
public func rankedWaits(arrivals: [Double], service: Double, servers: Int) -> [Double] {
  let all = MarkovQueue(arrivals: arrivals.reduce(0, +), service: service, servers: servers)
  let capacity = Double(servers) * service
  var better = 0.0
  return arrivals.map { rate in
    let own = better + rate / capacity
    defer { better = own }
    return all.erlangC / (capacity * (1 - better) * (1 - own))
  }
}

/// The mean number of each class at c servers that preempt and resume, where all have the same
/// exponential service, best class first.
///
/// The classes up to k do not see the others: together they are M/M/c.
public func preemptResumeNumbers(arrivals: [Double], service: Double, servers: Int) -> [Double] {
  var (sum, before) = (0.0, 0.0)
  return arrivals.map { rate in
    sum += rate
    let number = MarkovQueue(arrivals: sum, service: service, servers: servers).meanNumber
    defer { before = number }
    return number - before
  }
}

/// The mean number at one server at several instants, where the rate of arrivals changes in time.
///
/// Integrates Kolmogorov's forward equations p′ₙ = λ(t)pₙ₋₁ + μpₙ₊₁ − (λ(t) + μ[n > 0])pₙ from an empty
/// start by Runge and Kutta's fourth order, with steps of 1/100 h and room for 150 customers.
///
/// - Parameters:
///   - rate: arrivals per hour at an instant.
///   - service: completions per hour, a few at most: the step is made for that.
///   - instants: whole hours in ascending order.
/// - Returns: the mean numbers, in their order.
public func meanNumbers(
  rate: (_ hour: Double) -> Double, service: Double, at instants: [Int]
) -> [Double] {
  let (room, stepsPerHour) = (150, 100)
  var state = [Double](repeating: 0, count: room + 1)
  state[0] = 1
  func slope(_ p: [Double], _ time: Double) -> [Double] {
    let arrivals = rate(time)
    return (0...room).map { n in
      (n > 0 ? arrivals * p[n - 1] - service * p[n] : 0)
        + (n < room ? service * p[n + 1] - arrivals * p[n] : 0)
    }
  }
  func moved(_ p: [Double], by step: Double, along slope: [Double]) -> [Double] {
    zip(p, slope).map { $0 + step * $1 }
  }
  let step = 1 / Double(stepsPerHour)
  var done = 0
  return instants.map { hour in
    while done < hour * stepsPerHour {
      let time = Double(done) * step
      let a = slope(state, time)
      let b = slope(moved(state, by: step / 2, along: a), time + step / 2)
      let c = slope(moved(state, by: step / 2, along: b), time + step / 2)
      let d = slope(moved(state, by: step, along: c), time + step)
      for n in 0...room { state[n] += step / 6 * (a[n] + 2 * b[n] + 2 * c[n] + d[n]) }
      done += 1
    }
    return state.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
  }
}
