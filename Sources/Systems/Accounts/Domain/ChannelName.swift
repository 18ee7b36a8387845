/// The one form that all spellings of a channel have.
enum ChannelName {
    /// `https://t.me/TestChannel`, `t.me/TestChannel` and `@TestChannel` are `testchannel`.
    ///
    /// Of a link, the last segment of the path counts.
    static func normalised(_ text: String) -> String {
        var name = text[...]
        for prefix in ["https://t.me/", "http://t.me/", "t.me/"] where name.hasPrefix(prefix) {
            name = name.split(separator: "/").last ?? ""
            break
        }
        if name.hasPrefix("@") { name = name.dropFirst() }
        return name.lowercased()
    }
}
