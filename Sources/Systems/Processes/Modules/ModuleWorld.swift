package import Infrastructure

/// All that modules have of the world, the same for every process of every definition.
package struct ModuleWorld: Sendable {
    package let environment: SystemEnvironment

    package init(environment: SystemEnvironment) {
        self.environment = environment
    }
}
