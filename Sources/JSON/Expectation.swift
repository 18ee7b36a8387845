/// What the grammar asks for at some place, by which an error there is explained.
enum Expectation {
    case root
    case value
    case valueAfterComma(at: Int)
    case valueOf(key: String)
    case key
    case keyAfterComma(at: Int)
    case colon(key: String)
    case commaOrClose
    case end

    /// The place of a comma that nothing may follow but another item.
    var comma: Int? {
        switch self {
        case .valueAfterComma(let comma), .keyAfterComma(let comma): comma
        default: nil
        }
    }

    /// What is expected, as a message names it.
    func name(in bracket: JSONParser.Bracket?) -> String {
        switch self {
        case .root, .value, .valueAfterComma: "a value"
        case .valueOf(let key): "a value for the key \(Self.quoted(key))"
        case .key, .keyAfterComma: "a key in double quotes"
        case .colon(let key): "a colon after the key \(Self.quoted(key))"
        case .commaOrClose: "a comma or \(bracket?.closer ?? "")"
        case .end: "the end of the text"
        }
    }

    private static func quoted(_ key: String) -> String {
        JSONWriter.compact(.string(key.count > 32 ? key.prefix(32) + "…" : key))
    }
}
