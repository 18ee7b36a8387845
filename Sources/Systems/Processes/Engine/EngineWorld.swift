package import Infrastructure

/// What all processes of the engine share, and what outlives each of them.
package struct EngineWorld: Sendable {
    package let environment: SystemEnvironment
    package let directory: InstanceDirectory
    package let meters: ProcessMeters
    package let links: LinkMeters
    package let audit: ProcessAudit

    /// Whom modules have asked; told when a question is no longer one.
    package let questions: any QuestionDesk

    /// How long the store remembers an instance that is over, and with it the events it had.
    package let retention: Duration

    package init(
        environment: SystemEnvironment,
        directory: InstanceDirectory,
        meters: ProcessMeters,
        links: LinkMeters,
        audit: ProcessAudit,
        questions: any QuestionDesk,
        retention: Duration
    ) {
        self.environment = environment
        self.directory = directory
        self.meters = meters
        self.links = links
        self.audit = audit
        self.questions = questions
        self.retention = retention
    }
}

/// Those who are asked.
package protocol QuestionDesk: AnyObject, Sendable {
    /// The question that a step is was answered, or is no longer one.
    func withdraw(_ instance: String, _ step: StepID)
}
