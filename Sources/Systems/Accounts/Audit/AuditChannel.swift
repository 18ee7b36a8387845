/// What one account did in one channel.
struct AuditChannel: Sendable {
    /// The channel in the book's list of all.
    let number: Int32
    private(set) var total = 0
    private var dayNumber: Int64 = -1
    private var resetOrder: UInt64 = 0
    private var ofDay = 0
    var performed = PerformedCount()

    init(number: Int32) {
        self.number = number
    }

    /// Adds an action; it is none of the day where a reset came between.
    mutating func record(day: Int64, reset: UInt64, counts: Bool) {
        total += 1
        if day > dayNumber || reset > resetOrder {
            dayNumber = max(day, dayNumber)
            resetOrder = reset
            ofDay = 0
        }
        if counts, day == dayNumber { ofDay += 1 }
    }

    /// How many there were on a day since its last reset.
    func count(on day: Int64, reset: UInt64) -> Int {
        dayNumber == day && resetOrder == reset ? ofDay : 0
    }
}

/// What Telegram carried out, by its own clock.
struct PerformedCount: Sendable {
    private var hourNumber: Int64 = -1
    private var dayNumber: Int64 = -1
    private var resetOrder: UInt64 = 0
    private(set) var ofHour = 0
    private(set) var ofDay = 0
    private(set) var total = 0
    /// What was carried out and not recorded yet, or never, since a process crashed between.
    var unrecorded = 0

    /// Adds an action; the counts are then those of its hour and day, with it.
    mutating func add(at instant: Int64, reset: UInt64) {
        if instant / AuditTrack.hour != hourNumber {
            hourNumber = instant / AuditTrack.hour
            ofHour = 0
        }
        if instant / AuditTrack.day != dayNumber || reset > resetOrder {
            dayNumber = instant / AuditTrack.day
            resetOrder = reset
            ofDay = 0
        }
        ofHour += 1
        ofDay += 1
        total += 1
    }
}
