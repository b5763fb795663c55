import GridQueues
import ScenarioInputs
import Accounts
import EventKernel
import Quantities

/// What happens to accelerators.
enum FleetEvent: BitwiseCopyable {
  case orderDue(site: Int32)
  case delivered(site: Int32)
  /// Time to order what replaces accelerators at the end of their life.
  case refreshOrderDue(site: Int32)
  case replacementDelivered(site: Int32)
  case lifeEnded(site: Int32)
  case swapDone(site: Int32)
}

extension Factory {
  mutating func handle(_ event: FleetEvent, in run: inout Run) {
    switch event {
    case .orderDue(let site): order(for: Int(site), &run)
    case .delivered(let site): receive(at: Int(site), &run)
    case .refreshOrderDue(let site): orderReplacement(for: Int(site), &run)
    case .replacementDelivered(let site): receiveReplacement(at: Int(site), &run)
    case .lifeEnded(let site): endLife(at: Int(site), &run)
    case .swapDone(let site): install(at: Int(site), &run)
    }
  }

  // MARK: The first accelerators

  /// Plans the order so that delivery meets the instant at which the stage that needs it can start.
  ///
  /// While the grid has granted nothing there is no such instant, and nothing is ordered.
  mutating func planOrder(for site: Int, _ run: inout Run) {
    let graph = scenario.kinds[sites[site].kind].graph
    guard let supply = graph.acceleratorStage, sites[site].batch == nil,
      sites[site].status == .committed, sites[site].stages[supply].state == .running,
      case .accelerators(let user) = graph.stages[supply].kind
    else { return }
    let ends = plannedEnds(of: site, at: run.now)
    let needed = graph.stages[user].after.filter { $0 != supply }.map { ends[$0] }.max() ?? run.now
    run.cancel(sites[site].orderTimer)
    guard needed < .never else { return }
    let choice = generationChoice(for: site, at: run.now)
    let lead = choice.map { future.generations[$0].medianLead } ?? .zero
    sites[site].orderTimer = run.schedule(
      .fleet(.orderDue(site: Int32(site))), at: max(run.now, needed - lead))
  }

  /// When each stage of a site is planned to end, with median durations; never where nobody knows.
  private mutating func plannedEnds(of site: Int, at now: SimTime) -> [SimTime] {
    let graph = scenario.kinds[sites[site].kind].graph
    var ends = [SimTime](repeating: .never, count: graph.stages.count)
    for stage in graph.order {
      let progress = sites[site].stages[stage]
      let spec = graph.stages[stage]
      let start = max(now, spec.after.map { ends[$0] }.max() ?? now)
      switch spec.kind {
      case .grid:
        if progress.state == .done {
          ends[stage] = progress.ended
        } else if sites[site].isEnergised(at: now) {
          ends[stage] = start
        } else if let node = sites[site].node {
          ends[stage] = max(start, sites[site].granted + future.nodes[node.index].medianBuild)
        }
      case .offer:
        if progress.state == .done {
          ends[stage] = progress.ended
        } else if sites[site].node != nil {
          ends[stage] = start
        }
      case .accelerators:
        ends[stage] = now
      case .timed:
        let median = Hours(phaseInputs(of: site).stages[stage].takes.median(&future.draws))
        switch progress.state {
        case .done: ends[stage] = progress.ended
        case .running: ends[stage] = max(now, progress.began + median)
        case .pending: ends[stage] = start + median
        }
      }
    }
    return ends
  }

  func generationChoice(for site: Int, at time: SimTime) -> Int? {
    future.generations.choice(
      of: scenario.fleet.procurement, for: scenario.kinds[sites[site].kind].power, at: time)
  }

  private mutating func order(for site: Int, _ run: inout Run) {
    guard let choice = generationChoice(for: site, at: run.now) else {
      let next = future.generations.nextOrderable(after: run.now)
      guard next < .never else { return }
      sites[site].orderTimer = run.schedule(.fleet(.orderDue(site: Int32(site))), at: next)
      return
    }
    let units = future.generations[choice].units(within: scenario.kinds[sites[site].kind].power)
    let batch = buy(units, of: choice, for: site, number: 0, &run)
    sites[site].batch = batch
    // What accelerators really cost takes the place of what was planned for them.
    let difference = batch.cost - sites[site].plannedAccelerators
    sites[site].committedCost += difference
    commit(difference, &run)
    reach(.ordered, at: site, run.now)
    let prospective = sellable(batch, at: site)
    sites[site].prospective = prospective
    updateProspects()
    dropTooLarge(&run)
    scheduleMatching(&run)
    schedule(.delivered(site: Int32(site)), ofOrder: 0, choice, site, &run)
  }

  /// Pays for accelerators and enters them among the assets.
  private mutating func buy(
    _ units: Int, of choice: Int, for site: Int, number: Int, _ run: inout Run
  ) -> Batch {
    let generation = future.generations[choice]
    let cost = generation.price(at: run.now) * Double(units)
    note(run, "\(name(of: site)): \(units) units of \(generation.name) ordered")
    ledger.book(cost, on: .cost(.accelerators), at: run.now)
    sites[site].paidCost += number == 0 ? cost : .zero
    let hasCurve = !scenario.fleet.generations[generation.spec].residual.isEmpty
    let asset = assets.add(
      .accelerators(curve: hasCurve ? generation.spec : -1), cost: cost,
      bookLife: generation.bookLife)
    return Batch(
      generation: Int32(choice), units: Int32(units), cost: cost, asset: Int32(asset))
  }

  /// Delivery comes one lead time after the order, and not before the release.
  private mutating func schedule(
    _ delivery: FleetEvent, ofOrder number: Int, _ choice: Int, _ site: Int, _ run: inout Run
  ) {
    let generation = future.generations[choice]
    let lead = Hours(
      phaseInputs(of: site).leads[generation.spec].value(
        &future.draws, entity: sites[site].entity, attempt: UInt32(number)))
    run.schedule(.fleet(delivery), at: max(run.now + lead, generation.released))
  }

  private mutating func receive(at site: Int, _ run: inout Run) {
    guard sites[site].status == .committed, sites[site].batch != nil else { return }
    note(run, "\(name(of: site)): accelerators delivered")
    reach(.delivered, at: site, run.now)
    if let batch = sites[site].batch {
      let delivered = delivered(batch, at: run.now)
      sites[site].batch = delivered
      planEndOfLife(at: site, &run)
    }
    if let stage = scenario.kinds[sites[site].kind].graph.acceleratorStage,
      sites[site].stages[stage].state != .done
    {
      finish(stage, of: site, &run)
    }
    beginStages(of: site, &run)
  }

  /// A batch whose age counts from now, powered or not.
  private mutating func delivered(_ batch: Batch, at now: SimTime) -> Batch {
    var batch = batch
    batch.delivered = now
    batch.expires = now + future.generations[Int(batch.generation)].life
    assets.deliver(Int(batch.asset), at: now)
    return batch
  }

  // MARK: The end of life

  private mutating func planEndOfLife(at site: Int, _ run: inout Run) {
    guard let batch = sites[site].batch, batch.expires < .never else { return }
    guard scenario.fleet.refresh != .retire else {
      sites[site].endOfLifeTimer = run.schedule(
        .fleet(.lifeEnded(site: Int32(site))), at: batch.expires)
      return
    }
    let lead = future.generations[Int(batch.generation)].medianLead
    sites[site].endOfLifeTimer = run.schedule(
      .fleet(.refreshOrderDue(site: Int32(site))), at: max(run.now, batch.expires - lead))
  }

  private mutating func orderReplacement(for site: Int, _ run: inout Run) {
    guard sites[site].status != .abandoned, let batch = sites[site].batch else { return }
    let choice: Int
    let units: Int
    switch scenario.fleet.refresh {
    case .likeForLike, .retire:
      (choice, units) = (Int(batch.generation), Int(batch.units))
    case .best:
      choice = generationChoice(for: site, at: run.now) ?? Int(batch.generation)
      units = future.generations[choice].units(within: scenario.kinds[sites[site].kind].power)
    }
    sites[site].orderCount += 1
    let replacement = buy(
      units, of: choice, for: site, number: sites[site].orderCount, &run)
    sites[site].replacement = replacement
    schedule(
      .replacementDelivered(site: Int32(site)), ofOrder: sites[site].orderCount, choice, site,
      &run)
  }

  /// The old accelerators run until the swap, which waits for the end of their life.
  private mutating func receiveReplacement(at site: Int, _ run: inout Run) {
    guard sites[site].status != .abandoned, let old = sites[site].batch,
      let new = sites[site].replacement
    else { return }
    let replacement = delivered(new, at: run.now)
    sites[site].replacement = replacement
    run.schedule(.fleet(.lifeEnded(site: Int32(site))), at: max(run.now, old.expires))
  }

  private mutating func endLife(at site: Int, _ run: inout Run) {
    guard sites[site].status != .abandoned, let old = sites[site].batch else { return }
    assets.retire(Int(old.asset), at: run.now)
    sites[site].batch = sites[site].replacement
    sites[site].replacement = nil
    guard sites[site].batch != nil else {
      note(run, "\(name(of: site)): accelerators retired")
      sites[site].retired = run.now
      setCapacity(of: site, installed: .zero, sellable: .zero, power: .zero, &run)
      return
    }
    planEndOfLife(at: site, &run)
    guard sites[site].status == .live else { return }
    note(run, "\(name(of: site)): accelerators swapped")
    let downtime = scenario.fleet.swapDowntime
    guard downtime > .zero else { return install(at: site, &run) }
    setCapacity(of: site, installed: .zero, sellable: .zero, power: .zero, &run)
    run.schedule(.fleet(.swapDone(site: Int32(site))), at: run.now + downtime)
  }

  // MARK: Capacity

  /// What is in place at a live site can be sold from now on.
  mutating func install(at site: Int, _ run: inout Run) {
    guard sites[site].status == .live else { return }
    let kind = scenario.kinds[sites[site].kind]
    if let capacity = kind.capacity {
      return setCapacity(
        of: site, installed: capacity, sellable: capacity * kind.availability, power: kind.power,
        &run)
    }
    guard let batch = sites[site].batch else { return }
    let generation = future.generations[Int(batch.generation)]
    assets.putInService(Int(batch.asset), at: run.now)
    setCapacity(
      of: site, installed: generation.throughput * Double(batch.units),
      sellable: sellable(batch, at: site), power: generation.power * Double(batch.units), &run)
  }

  /// H100e that can be sold of a batch at a site.
  func sellable(_ batch: Batch?, at site: Int) -> Compute {
    guard let batch else { return .zero }
    let generation = future.generations[Int(batch.generation)]
    return generation.throughput
      * (Double(batch.units) * generation.availability
        * scenario.kinds[sites[site].kind].availability)
  }

  /// H100e that a site is planned to have, for requests that ask whether they will ever fit.
  func plannedCompute(of site: Site, at time: SimTime) -> Compute {
    let kind = scenario.kinds[site.kind]
    if let capacity = kind.capacity { return capacity * kind.availability }
    guard
      let choice = future.generations.choice(
        of: scenario.fleet.procurement, for: kind.power, at: time)
    else { return .zero }
    let generation = future.generations[choice]
    return generation.throughput
      * (Double(generation.units(within: kind.power)) * generation.availability
        * kind.availability)
  }
}
