/// Gets responses without being a task: what drives many requests as values in a table.
package protocol ResponseReceiver: AnyObject, Sendable {
    /// A response, or the reason why there is none, for the request sent with `argument`.
    func receive(_ result: Result<HTTPResponse, HTTPError>, argument: Int)
}
