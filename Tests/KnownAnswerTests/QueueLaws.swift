import Foundation

/// The steady state of a queue with Poisson arrivals and c servers with exponential times.
struct MarkovQueue {
  /// Arrivals per hour.
  let arrivals: Double
  /// Completions per hour of one busy server.
  let service: Double
  let servers: Int

  /// The offered load λ/μ, in servers.
  var load: Double { arrivals / service }

  /// The share of customers that are turned away where nobody waits (Erlang B).
  ///
  /// By the recursion B(n) = aB(n−1) / (n + aB(n−1)) (Cooper, Introduction to Queueing Theory, 3.3).
  var erlangB: Double {
    (1...servers).reduce(1) { blocked, n in load * blocked / (Double(n) + load * blocked) }
  }

  /// The share of customers that wait where everybody does (Erlang C).
  var erlangC: Double {
    let utilisation = load / Double(servers)
    return erlangB / (1 - utilisation * (1 - erlangB))
  }

  /// The mean wait over all customers, h.
  var meanWait: Double { erlangC / (Double(servers) * service - arrivals) }

  /// The share of customers that give up where patience is exponential (Erlang A).
  ///
  /// Out of the balance of the birth-death process (Palm; see Mandelbaum and Zeltyn, The Palm/Erlang-A
  /// queue, 2007): with n customers they leave at min(n, c)μ + max(n − c, 0)θ.
  ///
  /// - Parameter impatience: givings-up per hour of one who waits, θ.
  /// - Returns: a share, 0 to 1.
  func abandonment(impatience: Double) -> Double {
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
func pollaczekKhinchine(arrivals: Double, mean: Double, sd: Double) -> Double {
  arrivals * (mean * mean + sd * sd) / 2 / (1 - arrivals * mean)
}
