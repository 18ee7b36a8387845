/// The paths that Service A and Service B share.
enum ProvisioningPath {
    static let base = "/api/v1/equipment/cpe"
}
