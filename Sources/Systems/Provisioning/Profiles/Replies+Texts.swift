/// The texts that all sources of equipment provisioning share.
extension Replies {
    static let noEquipment = "The requested equipment is not found"
    static let noTask = "The requested task is not found"
    static let failure = "Internal provisioning exception"
    static let running = "Task is still running"
    static let completed = "Completed"
}
