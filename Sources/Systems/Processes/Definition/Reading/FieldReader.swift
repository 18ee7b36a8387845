import Infrastructure
import JSON

/// Reads members of objects, and writes down everything that is not as it should be.
struct FieldReader {
    private(set) var problems: [DefinitionProblem] = []

    mutating func note(_ path: BodyPath, _ message: String, hint: String? = nil) {
        problems.append(DefinitionProblem(path, message, hint: hint))
    }

    /// The object, after a look for keys that it must not have and keys that it lacks.
    mutating func object(
        _ value: JSONValue,
        _ keys: [String],
        required: [String] = [],
        at path: BodyPath
    ) -> JSONObject? {
        guard let object = value.object else {
            note(path, "expected an object, found \(Quotation.found(value))")
            return nil
        }
        var meant: [String] = []
        for member in object.members where !keys.contains(member.key) {
            let near = Suggestion.nearest(to: member.key, among: keys)
            if let near { meant.append(near) }
            note(
                path.key(member.key),
                "unknown key \(Quotation.quoted(member.key))",
                hint: Suggestion.hint(for: member.key, among: keys)
            )
        }
        // A misspelt key is one mistake: the right one does not count as missing too.
        for key in required where object[key] == nil && !meant.contains(key) {
            note(path, "missing key \(Quotation.quoted(key))")
        }
        return object
    }

    /// The elements of a list of at most so many; none where there is no such key.
    mutating func list(
        _ object: JSONObject,
        _ key: String,
        most: Int,
        at path: BodyPath
    ) -> [JSONValue] {
        guard let value = object[key] else { return [] }
        guard let elements = value.array else {
            note(path.key(key), "expected an array, found \(Quotation.found(value))")
            return []
        }
        guard elements.count <= most else {
            note(path.key(key), "there are \(elements.count) \(key), and at most \(most) may be")
            return []
        }
        return elements
    }

    /// An id or an outcome; empty where there is none or a wrong one.
    mutating func name(
        _ object: JSONObject,
        _ key: String,
        or other: String = "",
        at path: BodyPath
    ) -> String {
        guard let value = object[key] else { return other }
        return name(value, at: path.key(key))
    }

    mutating func name(_ value: JSONValue, at path: BodyPath) -> String {
        guard let text = text(value, at: path) else { return "" }
        guard DefinitionLimits.isName(text) else {
            note(
                path,
                "the name \(Quotation.quoted(text)) does not match "
                    + DefinitionLimits.namePattern,
                hint: text.utf8.count > DefinitionLimits.name
                    ? "it may have \(DefinitionLimits.name) letters"
                    : suggestedName(for: text).map { "write \(Quotation.quoted($0))" }
            )
            return ""
        }
        return text
    }

    mutating func text(_ object: JSONObject, _ key: String, at path: BodyPath) -> String? {
        guard let value = object[key], let text = text(value, at: path.key(key)) else {
            return nil
        }
        let isControlled = text.unicodeScalars.contains {
            $0.properties.generalCategory == .control
        }
        guard !isControlled else {
            note(path.key(key), "expected a text on one line, without control characters")
            return nil
        }
        guard text.unicodeScalars.count <= DefinitionLimits.text else {
            note(path.key(key), "the text is longer than \(DefinitionLimits.text) letters")
            return nil
        }
        return text
    }

    private mutating func text(_ value: JSONValue, at path: BodyPath) -> String? {
        if let text = value.string { return text }
        note(path, "expected a string, found \(Quotation.found(value))")
        return nil
    }

    mutating func flag(_ object: JSONObject, _ key: String, at path: BodyPath) -> Bool? {
        guard let value = object[key] else { return nil }
        if let flag = value.bool { return flag }
        note(path.key(key), "expected true or false, found \(Quotation.found(value))")
        return nil
    }

    mutating func count(
        _ object: JSONObject,
        _ key: String,
        most: Int,
        at path: BodyPath
    ) -> Int? {
        guard let value = object[key] else { return nil }
        return count(value, most: most, at: path.key(key))
    }

    mutating func count(_ value: JSONValue, most: Int, at path: BodyPath) -> Int? {
        if let count = value.integer, count >= 1, count <= Int64(most) { return Int(count) }
        note(
            path,
            "expected a whole number from 1 to \(most), found \(Quotation.found(value))"
        )
        return nil
    }

    /// A duration as in `"1.5h"`; above zero unless that is allowed.
    mutating func duration(
        _ object: JSONObject,
        _ key: String,
        allowsZero: Bool = false,
        at path: BodyPath
    ) -> Duration? {
        guard let value = object[key] else { return nil }
        return duration(value, allowsZero: allowsZero, at: path.key(key))
    }

    mutating func duration(
        _ value: JSONValue,
        allowsZero: Bool,
        at path: BodyPath
    ) -> Duration? {
        guard let text = value.string else {
            let needsUnit = value.number != nil
            note(
                path,
                needsUnit
                    ? "a duration needs a unit, found \(Quotation.found(value))"
                    : "expected a duration such as \"60s\", found \(Quotation.found(value))",
                hint: needsUnit ? "write \"60s\", or another of ns, us, ms, s, m, h" : nil
            )
            return nil
        }
        do throws(DurationProblem) {
            let nanoseconds = try DurationText.nanoseconds(text)
            guard nanoseconds > 0 || allowsZero else {
                note(path, "the duration must be above zero")
                return nil
            }
            return .nanoseconds(nanoseconds)
        } catch {
            note(path, error.message, hint: error.hint)
            return nil
        }
    }

    /// One of some names; nil, with a problem, for anything else.
    mutating func choice(_ value: JSONValue, _ names: [String], at path: BodyPath) -> String? {
        guard let text = value.string else {
            note(path, "expected one of \(Quotation.list(names)), found \(Quotation.found(value))")
            return nil
        }
        if names.contains(text) { return text }
        note(
            path,
            "unknown name \(Quotation.quoted(text))",
            hint: Suggestion.hint(for: text, among: names)
        )
        return nil
    }

    /// The name that a text would be if it were written as names are.
    private func suggestedName(for text: String) -> String? {
        let letters = text.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 }
        let name = String(letters)
        return DefinitionLimits.isName(name) ? name : nil
    }
}
