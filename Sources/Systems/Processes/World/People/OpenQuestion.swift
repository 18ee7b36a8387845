import Infrastructure
import JSON

/// A question that nobody has answered.
struct OpenQuestion: Sendable {
    enum Phase: UInt8, Sendable {
        /// Nobody of the role has begun with it.
        case waiting
        /// Somebody works on it.
        case underWay
        /// Somebody has decided, or never will.
        case settled
    }

    let instance: String
    let node: Int32
    let visit: Int32
    let subject: Int32
    /// The next question of the same step, asked of another role; −1 without one.
    var next: Int32 = -1
    /// The number of the one who works on it; 0 for one of any number.
    var person: Int32 = 0
    let role: Int16
    var phase = Phase.waiting
    /// True when nobody wants an answer any more.
    var isWithdrawn = false
    let askedAt: Int64
    /// Given to the instance with the answer.
    let assigning: JSONObject
    /// What the question is part of; nil when somebody goes on with it.
    var task: (any SuspendedTask)?

    var step: StepID { StepID(node: Int(node), visit: Int(visit)) }

    /// What keys the luck of the question: another instance moves nothing.
    var entity: UInt64 { Self.entity(instance, node: node) }

    static func entity(_ instance: String, node: Int32) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in instance.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return (hash ^ UInt64(UInt32(bitPattern: node))) &* 0x100_0000_01b3
    }
}
