/// The command line: parse, run, render, exit.
@main
enum Simulate {
    static func main() {}
}
