extension Duration {
    /// The seconds as a number, for figures of this machine.
    var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
