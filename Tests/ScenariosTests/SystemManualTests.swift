import Infrastructure
import Scenarios
import Testing

@Suite struct SystemManualTests {
    private static let entry = SystemCatalogueEntry(
        description: SystemDescription(
            name: "shop",
            summary: "Sells things.",
            configuration: [
                ConfigurationKey("kind", .choice(["big", "small"]), required: true, "Its size."),
                ConfigurationKey(
                    "tills",
                    .section([
                        ConfigurationKey("count", .count(min: 1, max: 9), default: "2", "How many.")
                    ]),
                    "The tills."
                ),
                ConfigurationKey(
                    "visits",
                    .list([ConfigurationKey("at", .duration, "When.")]),
                    "Visits by name."
                ),
            ],
            metrics: [
                SystemMetric("shop_sales", .counter, tags: [.init("till")], "What was sold.")
            ],
            services: [SystemService("shop", port: 8001)],
            invariants: [SystemRule("shop-cash", "What was paid is in the tills.")]
        ),
        flows: { _ in [FlowDescription("buy", "Buy one thing.", steps: [])] },
        processes: { _ in [ProcessNames("tills", count: 2), ProcessNames("office")] }
    )

    @Test func `a page has all that a scenario can say of a system and gets from it`() throws {
        let page = try SystemManual([Self.entry]).page(of: "shop")
        #expect(
            page == """
                shop
                    Sells things.

                Keys of "systems.shop"
                  kind: big | small, required
                      Its size.
                  tills.count: 1 to 9; default: 2
                      How many.
                  visits: a list
                      Visits by name.
                  visits[].at: a duration
                      When.

                Services
                  shop: http://localhost:8001

                Flows
                  shop.buy
                      Buy one thing.

                Metrics of its own
                  shop_sales{till}: counter
                      What was sold.

                Invariants of its own
                  shop-cash
                      What was paid is in the tills.

                Processes that faults can strike
                  tills[n]
                  office

                """
        )
    }

    @Test func `every system has a line in the list, and a page`() throws {
        let manual = SystemManual(SystemCatalogue.entries)
        for entry in SystemCatalogue.entries {
            #expect(manual.list.contains("\(entry.description.name)\n    "))
            let page = try manual.page(of: entry.description.name)
            #expect(!page.contains("Metrics\n  none") && !page.contains("Flows\n  none"))
        }
    }

    @Test func `a misspelt name is told with the nearest`() {
        do throws(UnknownName) {
            _ = try SystemManual([Self.entry]).page(of: "shpo")
            Issue.record("there is a page")
        } catch {
            #expect(error.noun == "system")
            #expect(error.hint == "did you mean \"shop\"?")
        }
    }
}
