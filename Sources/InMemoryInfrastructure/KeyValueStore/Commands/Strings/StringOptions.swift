import Infrastructure

/// The options of `SET` and `GETEX`.
struct StringOptions {
    /// What becomes of a key's expiry.
    enum Expiry: Equatable {
        case none, keep, persist
        /// A time in some unit, in the word at a place.
        case timed(ExpiryUnit, place: Int)
    }

    var condition = SetCondition.always
    var wantsOld = false
    var expiry = Expiry.none

    /// The options of `SET key value …`.
    static func ofSet(_ call: StoreCall) throws(KeyValueStoreError) -> StringOptions {
        var options = StringOptions()
        var place = 3
        while place < call.count {
            if call.word(place, is: "NX"), options.condition != .ifPresent {
                options.condition = .ifAbsent
            } else if call.word(place, is: "XX"), options.condition != .ifAbsent {
                options.condition = .ifPresent
            } else if call.word(place, is: "GET") {
                options.wantsOld = true
            } else if call.word(place, is: "KEEPTTL"), [.none, .keep].contains(options.expiry) {
                options.expiry = .keep
            } else {
                try options.readExpiry(call, &place)
            }
            place += 1
        }
        return options
    }

    /// The options of `GETEX key …`.
    static func ofGet(_ call: StoreCall) throws(KeyValueStoreError) -> StringOptions {
        var options = StringOptions()
        var place = 2
        while place < call.count {
            if call.word(place, is: "PERSIST"), [.none, .persist].contains(options.expiry) {
                options.expiry = .persist
            } else {
                try options.readExpiry(call, &place)
            }
            place += 1
        }
        return options
    }

    private mutating func readExpiry(
        _ call: StoreCall,
        _ place: inout Int
    ) throws(KeyValueStoreError) {
        guard let unit = ExpiryUnit(call, place), place + 1 < call.count else { throw .syntax }
        switch expiry {
        case .none: break
        case .timed(let other, _) where other == unit: break
        default: throw .syntax
        }
        place += 1
        expiry = .timed(unit, place: place)
    }
}

/// How a time to live is given.
enum ExpiryUnit {
    case seconds, milliseconds, secondsSince1970, millisecondsSince1970

    init?(_ call: StoreCall, _ place: Int) {
        if call.word(place, is: "EX") {
            self = .seconds
        } else if call.word(place, is: "PX") {
            self = .milliseconds
        } else if call.word(place, is: "EXAT") {
            self = .secondsSince1970
        } else if call.word(place, is: "PXAT") {
            self = .millisecondsSince1970
        } else {
            return nil
        }
    }

    var isInSeconds: Bool { self == .seconds || self == .secondsSince1970 }
    var isAbsolute: Bool { self == .secondsSince1970 || self == .millisecondsSince1970 }

    /// A time in this unit as an instant in ms since 1970; nil when it does not fit.
    func instant(_ amount: Int64, now: Int64) -> Int64? {
        let (time, isTooMuch) = amount.multipliedReportingOverflow(by: isInSeconds ? 1000 : 1)
        guard !isTooMuch else { return nil }
        guard !isAbsolute else { return time }
        let (instant, isTooLate) = time.addingReportingOverflow(now)
        return isTooLate ? nil : instant
    }
}

extension StoreState {
    /// The instant that a positive time to live ends at.
    func expiry(
        _ unit: ExpiryUnit,
        _ place: Int,
        of call: StoreCall,
        for command: String
    ) throws(KeyValueStoreError) -> Int64 {
        let amount = try call.integer(place)
        guard amount > 0, let instant = unit.instant(amount, now: now), instant > 0 else {
            throw .invalidExpireTime(command)
        }
        return instant
    }
}
