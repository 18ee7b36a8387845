import Infrastructure
import JSON

/// Joins that can never complete, whatever the processes before them end with.
///
/// Each finding is a proof: tokens are estimated from above, so that a join which could complete
/// once is never refused.
struct JoinCheck {
    private(set) var problems: [DefinitionProblem] = []
    private let definition: ProcessDefinition
    private let shape: DefinitionShape

    init(_ definition: ProcessDefinition, _ shape: DefinitionShape) {
        self.definition = definition
        self.shape = shape
        let bounds = TokenBounds(shape)
        let needs = NecessaryChoices(shape, bounds)
        for place in 0..<shape.count {
            guard let wanted = shape.wanted(at: place) else { continue }
            let count = shape.incoming[place].count
            if wanted > count {
                note(
                    place,
                    "waits for \(wanted) links, and \(count) lead to "
                        + Quotation.quoted(definition.processes[place].id),
                    hint: "write at most \(count)"
                )
            } else if bounds.tokens(to: place) < wanted {
                noteMissing(place, bounds)
            } else if let conflict = needs.conflict(at: place, wanted) {
                note(place, conflict, wanted)
            }
        }
    }

    private mutating func note(_ place: Int, _ message: String, hint: String) {
        problems.append(
            DefinitionProblem(
                .process(place).key("join"),
                "the join can never complete: it " + message,
                hint: hint
            )
        )
    }

    /// What never comes, unless that is true of everything: then something before is to blame.
    private mutating func noteMissing(_ place: Int, _ bounds: TokenBounds) {
        var missing: [String] = []
        var brings = false
        for link in shape.incoming[place] {
            let from = shape.links[link].from
            if bounds.runs[from] {
                brings = true
            } else if !missing.contains(definition.processes[from].id) {
                missing.append(definition.processes[from].id)
            }
        }
        guard brings else { return }
        note(
            place,
            "waits for \(Quotation.list(missing)), where nothing comes from before it began",
            hint: "write \"join\": \"each\" or \"any\", or take the link back to another process"
        )
    }

    private mutating func note(
        _ place: Int,
        _ conflict: NecessaryChoices.Conflict,
        _ wanted: Int
    ) {
        let decider = Quotation.quoted(definition.processes[conflict.process].id)
        let count = shape.incoming[place].count
        let outcomes = Quotation.list(conflict.outcomes)
        let most = conflict.most == 1 ? "one of them ever brings" : "\(conflict.most) ever bring"
        note(
            place,
            "waits for \(wanted == count ? "all" : "\(wanted)") of \(count) links, and at most "
                + "\(most) a token, since \(decider) ends with only one of \(outcomes)",
            hint: "write \"join\": \"any\" or \"active\", or split into parallel branches before"
        )
    }
}

extension DefinitionShape {
    /// How many links have to bring a token before the join completes; nil where one is enough.
    func wanted(at place: Int) -> Int? {
        guard !incoming[place].isEmpty else {
            guard case .atLeast(let count) = joins[place], count > 1 else { return nil }
            return count
        }
        return switch joins[place] {
        case .all: incoming[place].count
        case .atLeast(let count): count
        case .each, .any, .active: nil
        }
    }
}
