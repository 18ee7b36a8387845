import Infrastructure

/// What the manual tells of definitions and of the modules that they are made of.
enum ProcessesManual {
    static let chapters = [
        ManualChapter("Definitions", definitions), ManualChapter("Modules", modules),
        ManualChapter("Events", events),
    ]

    private static let definitions = [
        #"{"id": ID, "title": TEXT, "timeToLive": DURATION, "processes": [], "links": []}"#,
        "    An instance that runs longer than its time to live is closed: it has expired.",
        #"process: {"id": ID, "module": NAME, "settings": {...}, ...}"#,
        "    kind (binary): binary ends with done, scenario with one of its \"outcomes\".",
        "    start (false): instances begin here, as they do where no link leads to.",
        "    join (each): each | all | any | active | {\"atLeast\": N}; when tokens on the links",
        "        to it start it: each by itself, one on all links, the first or the N-th of a",
        "        round of one a link, or as soon as no further one can come.",
        "    deadline: after it the process ends with \"expired\", which needs a link.",
        "    escalations: [{\"after\": DURATION, \"role\": NAME}]; who else is asked.",
        "    attempts (3), retryDelay (1s): what fails as often ends with \"failed\", or without a",
        "        link of that outcome is an incident, to be retried.",
        "    visits (1000): how often it may begin in one instance; more is an incident.",
        #"link: {"from": ID, "outcome": NAME, "to": ID | "end" | "terminate", "result": TEXT}"#,
        "    outcome (done). Several links of one outcome are taken at once. An instance ends with",
        "    its last token, or at once by terminate; by a link of \"failed\" it has failed.",
    ]

    private static let modules = ModuleCatalogue.modules.flatMap { module in
        ["\(module.name)", "    " + module.summary]
            + module.settings.map { setting in
                "    \(setting.name)\(setting.isRequired ? " (required)" : ""): \(setting.summary)"
            }
    }

    private static let events = [
        #"{"id": TEXT, "definition": ID, "key": TEXT, "readings": {...}}"#,
        "    To the queue processes.events, or POST /events. The instance of the definition that",
        "    runs under the key gets the readings as variables; without one, or without a key,",
        "    one begins and is called by the event's id. The same id again does nothing.",
    ]
}
