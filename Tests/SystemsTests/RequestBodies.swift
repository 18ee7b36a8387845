import JSON
import Systems

/// The body of the task text in the form of each design.
enum RequestBodies {
    static let equipment: JSONValue = [
        "username": "admin", "password": "admin", "vlan": 534, "interfaces": [1, 2, 3, 4],
    ]

    /// `task` and `equipment-activation`: an object of parameters.
    static let wrapped: JSONValue = ["timeoutInSeconds": 14, "parameters": equipment]

    /// `equipment-provisioning`: a list of objects.
    static let listed: JSONValue = ["timeoutInSeconds": 14, "parameters": [equipment]]

    /// `toyconfigurator`: no wrapper.
    static let flat = flat(timeout: 14)

    static func flat(timeout: JSONValue?) -> JSONValue {
        equipment.with("timeoutInSeconds", timeout)
    }
}

extension JSONValue {
    /// The object with another value at a key, or without the key.
    func with(_ key: String, _ value: JSONValue?) -> JSONValue {
        guard case .object(var object) = self else { return self }
        object[key] = value
        return .object(object)
    }

    /// The object with a member of its `parameters` replaced or taken out.
    func withParameter(_ key: String, _ value: JSONValue?) -> JSONValue {
        switch self["parameters"] {
        case .array(let elements)?:
            with("parameters", .array(elements.map { $0.with(key, value) }))
        case let parameters?: with("parameters", parameters.with(key, value))
        case nil: with(key, value)
        }
    }
}

extension RequestBodies {
    static func body(of profile: ProvisioningProfile) -> JSONValue {
        switch profile.name {
        case "toyconfigurator": flat
        case "equipment-provisioning": listed
        default: wrapped
        }
    }
}
