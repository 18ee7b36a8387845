import Infrastructure

/// The accounts that are tried for one target, one after the other.
///
/// First those that the manager lists, or the campaign allows, then whichever the manager gives,
/// then one for any purpose. Each account is tried once, and none that another worker has.
struct InviteCandidates: Sendable {
    private let manager: AccountManagerClient
    private let busy: BusyAccounts
    private let wish: AccountManagerClient.Wish
    private var candidates: ArraySlice<String>
    /// What is asked for when the candidates are through.
    private var purposes: ArraySlice<AccountPurpose>
    private var tried: Set<String> = []

    /// `isRestricted` leaves it at the candidates.
    init(
        _ candidates: [String],
        isRestricted: Bool,
        wish: AccountManagerClient.Wish,
        manager: AccountManagerClient,
        busy: BusyAccounts
    ) {
        self.candidates = candidates[...]
        purposes = isRestricted ? [] : [.inviteCampaign, .general]
        self.wish = wish
        self.manager = manager
        self.busy = busy
    }

    /// Borrows the next account, which is taken from the busy ones; nil when none is left.
    mutating func next() async throws(CancellationError) -> String? {
        while let candidate = candidates.popFirst() {
            guard !tried.contains(candidate), busy.take(candidate) else { continue }
            tried.insert(candidate)
            var wish = wish
            wish.preferred = candidate
            if try await manager.allocate(wish) == candidate { return candidate }
            busy.giveBack(candidate)
        }
        while let purpose = purposes.popFirst() {
            var wish = wish
            wish.purpose = purpose
            guard let account = try await manager.allocate(wish) else { continue }
            // Somebody gave an account: another purpose would give it again.
            purposes = []
            guard busy.take(account) else { return nil }
            if tried.insert(account).inserted { return account }
            busy.giveBack(account)
            try await manager.release(account, invitesSent: 0, channels: [])
        }
        return nil
    }
}
