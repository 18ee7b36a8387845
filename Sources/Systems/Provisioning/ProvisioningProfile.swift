import Infrastructure
import JSON

/// One design of equipment provisioning: what the four sources do differently, as a value.
///
/// `task` is the canonical design (specification, section 5); the others behave as their own source
/// code behaves, defects included.
///
/// An object, though a value: every handler in progress refers to its profile, and a copy in each
/// of 60,000 waiting tasks would cost more than the tasks.
package final class ProvisioningProfile: Sendable {
    package let name: String
    let surface: Surface
    let records: Records
    let messaging: Messaging
    let execution: Execution
    let configuration: Configuration

    init(
        name: String,
        surface: Surface,
        records: Records,
        messaging: Messaging,
        execution: Execution,
        configuration: Configuration
    ) {
        self.name = name
        self.surface = surface
        self.records = records
        self.messaging = messaging
        self.execution = execution
        self.configuration = configuration
    }

    /// The same design with another way to carry tasks out.
    func with(_ execution: Execution) -> ProvisioningProfile {
        ProvisioningProfile(
            name: name,
            surface: surface,
            records: records,
            messaging: messaging,
            execution: execution,
            configuration: configuration
        )
    }

    /// What clients of Service B see.
    struct Surface: Sendable {
        /// True when FastAPI answers what no route is for, and lists what is wrong with requests
        /// (422); otherwise the paths with a trailing slash and with `/activate` are served as
        /// well, and the first problem is told.
        var isFastAPI: Bool
        /// The ids that POST takes, and what it answers to others; nil lists the problem (422).
        var serial: SerialRule
        var badSerial: HTTPResponse?
        /// The body of POST.
        var body: BodyRule
        /// The `code` in the reply to an accepted task.
        var acceptedCode: Int64
        /// What the client gets to see of errors of the broker and the store.
        var failures: Failures
        var replies: StatusReplies
    }

    /// What becomes of an error that no rule of the design is about.
    enum Failures: Sendable {
        /// The reply has the form of all others.
        case coded
        /// The reply names the broker's error.
        case named
        /// An exception that nobody catches.
        case uncaught
    }

    /// The replies to a question about a task.
    struct StatusReplies: Sendable {
        /// The ids that GET takes, and what it answers to others; nil lists the problem (422).
        var serial: SerialRule
        var badSerial: HTTPResponse?
        /// True when the task's id has to be a UUID (422).
        var requiresUUID: Bool
        /// Not picked up by a worker yet.
        var pending: HTTPResponse
        /// Picked up and not done.
        var running: HTTPResponse
        var completed: HTTPResponse
        var failed: HTTPResponse
        /// Failed because Service A does not know the equipment.
        var equipmentUnknown: HTTPResponse
        var unknownTask: HTTPResponse
        /// The task belongs to another equipment; nil where that is not looked at.
        var foreignTask: HTTPResponse?
        /// A task without a record is looked for in the result queue for this long.
        var searchesResults: Duration?
    }

    /// Where the state of a task is kept.
    struct Records: Sendable {
        enum Place: Sendable {
            /// In the memory of Service B.
            case memory
            /// In the key-value store, under the task's id.
            case storeByTask
            /// In the key-value store, under the ids of equipment and task.
            case storeByEquipmentAndTask
        }
        var place: Place
        /// How long a record lives before and after the final state; nil is for ever.
        var pendingLife: Duration?
        var finalLife: Duration?
        /// True when the worker writes the state, false when Service B does on a result.
        var isWrittenByWorker: Bool
        /// True when a record holds the task's fields, false when only its status.
        var holdsFields: Bool
    }

    /// What travels through the broker.
    struct Messaging: Sendable {
        enum Encoding: Sendable {
            /// JSON objects, as each source names their fields.
            case task, toyconfigurator, provisioning
            /// `task|equipment|request` and `task:STATUS`.
            case delimited
        }
        var taskQueue: QueueName
        var resultQueue: QueueName
        var encoding: Encoding
        /// Who declares the queues before there is work.
        var serviceDeclaresTasks: Bool
        var isResultQueueDeclared: Bool
    }

    /// How a worker carries out tasks.
    struct Execution: Sendable {
        /// Messages that a worker holds at once; nil is without limit.
        var prefetch: Int?
        /// True when it works on one at a time whatever it holds.
        var isSequential: Bool
        /// How long it waits for Service A.
        var deadline: Duration
        /// How often it calls Service A when there is no answer.
        var attempts: Int
        /// What becomes of a task that gets no answer in time.
        var onSilence: OnSilence
        /// True when a task comes back to the queue after an error of the broker or the store,
        /// false when it is dropped.
        var requeuesAfterErrors = false
        /// True when a task's own `timeoutInSeconds` is its deadline, without a second attempt.
        var honoursTimeout = false
    }

    /// What becomes of a task whose calls to Service A all went unanswered.
    enum OnSilence: Sendable {
        /// It has failed, and a result says so.
        case fail
        /// After a time-out, the message is rejected and the task forgotten: an exception that
        /// nobody catches. Other errors make it fail.
        case forget
    }

    /// How Service A behaves.
    struct Configuration: Sendable {
        var serial: SerialRule
        var badSerial: HTTPResponse?
        var body: BodyRule?
        /// True when `admin` has to be the name and the password.
        var checksCredentials: Bool
        /// True when it takes as long as the request's `timeoutInSeconds`, at most 60 s.
        var takesRequestedTime: Bool
        /// How long it takes otherwise.
        var latency: Duration
        /// How many requests it works on at once; nil is without limit.
        var concurrency: Int?
        /// True when `error500` and `notfound404` get their errors at once.
        var knowsSpecialSerials: Bool
        /// The share of tasks that fail when a scenario does not say, in percent.
        var failurePercent: UInt64
        var failed: HTTPResponse
        var notFound: HTTPResponse
    }
}
