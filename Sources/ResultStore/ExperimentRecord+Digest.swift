import Columns
import Digests
import Experiments

extension ExperimentRecord {
  /// SHA-256 over all that describes the results, so that nobody reads what was changed since.
  var checksum: [UInt8] {
    var stream = SHA256Stream()
    for text in [
      run.scenario, run.title, run.scenarioText, String(run.seed), run.engineVersion, run.command,
      run.host, run.arithmetic, run.startedAt, run.finishedAt ?? "",
    ] {
      stream.add(text)
    }
    for number in [
      run.design.futures, run.design.inner, run.kept.series, run.kept.grid,
      run.finishedAt == nil ? 0 : 1,
    ] {
      stream.add(number)
    }
    add(all, to: &stream) { add($1, to: &$0) }
    add(figures, to: &stream) { stream, figure in
      for text in [figure.name, figure.metric, figure.source] { stream.add(text) }
      for end in [figure.range?.lowerBound, figure.range?.upperBound] {
        stream.add(Int(bitPattern: UInt(end?.bitPattern ?? .max)))
      }
    }
    if let shard {
      for number in [shard.index, shard.count] { stream.add(number) }
      stream.add(shard.command)
    }
    return stream.finish()
  }

  /// Takes what describes the results of a variant.
  private func add(_ variant: VariantRecord, to stream: inout SHA256Stream) {
    let layout = variant.layout
    for text in [variant.name, variant.title, variant.scenarioText] { stream.add(text) }
    add(variant.strategies, to: &stream) { $0.add($1) }
    add(layout.phases, to: &stream) { stream, names in
      add(names, to: &stream) { $0.add($1) }
    }
    add(layout.milestonePlaces, to: &stream) { stream, places in
      add(places, to: &stream) {
        $0.add(Int($1.phase))
        $0.add(Int($1.site))
        $0.add(Int($1.milestone))
      }
    }
    add(layout.reasons, to: &stream) { $0.add($1) }
    add(layout.constraintPlaces, to: &stream) { stream, places in
      add(places, to: &stream) {
        $0.add(Int($1.phase))
        $0.add($1.cause)
      }
    }
    add(variant.parameters, to: &stream) {
      $0.add($1.name)
      $0.add($1.unit)
    }
    add(variant.inputs.sorted { $0.path < $1.path }, to: &stream) { stream, input in
      for text in [input.path, input.value, input.origin, input.source, input.confidence] {
        stream.add(text)
      }
    }
    for section in ColumnSection.allCases {
      add(layout.columns(in: section), to: &stream) { stream, column in
        let (variable, scope) = (column.variable, column.scope)
        for text in [
          variable.name, variable.unit, variable.kind.rawValue, variable.absence.rawValue,
          variable.comparison.rawValue, variable.isCost ? "cost" : "", variable.role.rawValue,
          variable.part?.whole ?? "", variable.part?.name ?? "",
          variable.description, scope.segment, scope.region, scope.tier, scope.applicantClass,
        ] {
          stream.add(text)
        }
      }
    }
    add(layout.monthTexts, to: &stream) { $0.add($1) }
  }

  /// Takes a list: how long it is, and each element.
  private func add<Element>(
    _ list: [Element], to stream: inout SHA256Stream,
    _ take: (inout SHA256Stream, Element) -> Void
  ) {
    stream.add(list.count)
    for element in list { take(&stream, element) }
  }
}
