import Infrastructure
import SimulationKernel

/// What the broker does when a process that is connected to it ends without a word.
extension BrokerCore {
    /// Closes the connections of a process; returns how many messages went back to their queues.
    ///
    /// The work on them is not ended by this.
    func breakConnections(of group: Int32) -> Int {
        var returned = 0
        for connection in unsafe connectionGroups.indices
        where unsafe connectionGroups[connection] == group {
            for channel in unsafe state.channels.indices
            where unsafe state.channels[channel].connection == connection
                && state.channels[channel].isOpen
            {
                returned += unsafe state.channels[channel].outstandingCount
                for consumer in unsafe state.channels[channel].consumers {
                    unsafe clients[consumer].discard()
                }
            }
            // Once is enough, also where a process comes and goes.
            unsafe connectionGroups[connection] = 0
            closeConnection(connection)
        }
        return returned
    }
}
