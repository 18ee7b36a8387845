/// A mistake of whoever registers handlers, which is found before the first message comes.
package enum EventRegistrationError: Error, Equatable, CustomStringConvertible {
    case emptyQueue
    case emptyPath
    case emptyWord(String)
    case unbalancedBraces(String, String)
    case unnamedParameter(String)
    case duplicateParameter(String, String)
    case routeIsParameter(String, String)
    case reservedParameter(String)
    case noResultsDestination(String)
    case alreadyStarted(String)
    case noHandlers(String)
    case notPositive(String)
    case sameQueue(String, String)

    /// What is wrong.
    package var problem: String {
        switch self {
        case .emptyQueue: "a service needs the name of a queue"
        case .emptyPath: "a path is not empty"
        case .emptyWord(let path): "\"\(path)\" has an empty word"
        case .unbalancedBraces(let path, let word):
            "\"\(path)\" has braces that do not match, in \"\(word)\""
        case .unnamedParameter(let path): "\"\(path)\" has a parameter without a name"
        case .duplicateParameter(let path, let name):
            "\"\(path)\" has the parameter \"\(name)\" twice"
        case .routeIsParameter(let path, _):
            "\"\(path)\" begins with a parameter, and its first word is its route"
        case .reservedParameter(let path):
            "\"\(path)\" has a parameter \"route\", which is the header of the route itself"
        case .noResultsDestination(let path):
            "\"\(path)\" returns a result, and the service has nowhere to send it"
        case .alreadyStarted(let path): "\"\(path)\" comes too late: the service has started"
        case .noHandlers(let queue): "Has no listeners: nothing is registered for \"\(queue)\""
        case .notPositive(let name): "\(name) has to be 1 or more"
        case .sameQueue(let name, let use): "\(name) is also the queue of \(use)"
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .emptyQueue: "write the queue whose messages are its scope"
        case .emptyPath: "write a route, such as \"train_model.{model_id}\""
        case .emptyWord: "write one word between two dots, and none at the ends"
        case .unbalancedBraces: "write \"{name}\", or a word without braces"
        case .unnamedParameter: "write a name between the braces"
        case .duplicateParameter: "give the second another name"
        case .routeIsParameter(_, let name):
            "write a word before \"{\(name)}\", or match by path instead of header"
        case .reservedParameter: "give it another name"
        case .noResultsDestination: "give the service its results, or return nothing"
        case .alreadyStarted: "register all handlers before start()"
        case .noHandlers: "register a handler with on(_:_:) before start()"
        case .notPositive: "leave it out for the default"
        case .sameQueue: "give each its own queue"
        }
    }

    package var description: String { "\(problem); \(hint)" }
}

/// A message that a handler cannot take, or could not finish.
package enum EventError: Error, Equatable, CustomStringConvertible {
    /// A parameter of the path is not among the headers.
    case missingArgument(path: String, name: String)
    /// A handler asks for a parameter that its path does not have.
    case unknownParameter(path: String, name: String)
    case wrongParameter(path: String, name: String, expected: String, found: String)
    case undecodableBody(at: String, expected: String, found: String)
    case timedOut(path: String)

    package var description: String {
        switch self {
        case .missingArgument(let path, let name):
            "\(path): Message not contains required arg \(name)"
        case .unknownParameter(let path, let name):
            "\(path): the path has no parameter \(name)"
        case .wrongParameter(let path, let name, let expected, let found):
            "\(path): \(name) is \(found), expected \(expected)"
        case .undecodableBody(let place, let expected, let found):
            "body\(place.isEmpty ? "" : " at " + place): expected \(expected), found \(found)"
        case .timedOut(let path): "\(path): not done in time"
        }
    }
}
