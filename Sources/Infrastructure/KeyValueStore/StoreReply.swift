/// What the store answers to a command given as text (RESP, the protocol of Redis).
package enum StoreReply: Sendable, Equatable {
    case status(String)
    case integer(Int64)
    /// A string of bytes.
    case bulk(Payload)
    /// Nothing: the nil string and the nil array.
    case null
    case array([StoreReply])
    /// The text of an error, with its code in front.
    case error(String)

    package static let ok = StoreReply.status("OK")

    /// The number, or nil when the reply is none.
    package var integer: Int64? {
        if case .integer(let integer) = self { integer } else { nil }
    }

    /// The string, or nil when the reply is none.
    package var payload: Payload? {
        if case .bulk(let payload) = self { payload } else { nil }
    }

    /// The elements, or nil when the reply is no array.
    package var array: [StoreReply]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
