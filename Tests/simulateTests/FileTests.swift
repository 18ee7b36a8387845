import Foundation
import Testing
import simulate

@Suite final class FileTests {
    private let directory = FileManager.default.temporaryDirectory
        .appending(path: "simulate-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    private func path(_ name: String) -> String {
        directory.appending(path: name).path(percentEncoded: false)
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try InputFile.read(path(name)), as: UTF8.self)
    }

    private func reason(_ work: () throws(FileError) -> Void) -> String? {
        do throws(FileError) {
            try work()
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func `what is written is read`() throws {
        try OutputFile.write("first, which is longer", to: path("a"))
        try OutputFile.write("second", to: path("a"))
        #expect(try text("a") == "second")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("")) == ["a"])
    }

    @Test func `a file that is written bit by bit is there when it is whole`() throws {
        try OutputFile.write("old", to: path("a"))
        let file = try PartialFile(path("a"))
        try file.write(Array("one ".utf8))
        try file.write(Array("two".utf8))
        #expect(try text("a") == "old")
        try file.finish()
        #expect(try text("a") == "one two")
        let given = try PartialFile(path("a"))
        try given.write(Array("three".utf8))
        given.discard()
        #expect(try text("a") == "one two")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("")) == ["a"])
    }

    @Test func `directories are made on the way`() throws {
        try OutputFile.write("text", to: path("a/b/c d"))
        #expect(try text("a/b/c d") == "text")
    }

    @Test func `a file of many blocks`() throws {
        let long = String(repeating: "0123456789", count: 100_000)
        try OutputFile.write(long, to: path("a"))
        #expect(try text("a") == long)
    }

    @Test func `a link stays one`() throws {
        try OutputFile.write("old", to: path("a"))
        try FileManager.default.createSymbolicLink(
            atPath: path("link"),
            withDestinationPath: path("a")
        )
        try OutputFile.write("new", to: path("link"))
        #expect(try text("a") == "new")
        #expect(
            try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == path("a")
        )
    }

    @Test func `a device is written in place`() throws {
        try OutputFile.write("text", to: "/dev/null")
        #expect(try InputFile.read("/dev/null").isEmpty)
    }

    @Test func `what cannot be written leaves nothing behind`() throws {
        try OutputFile.write("old", to: path("a"))
        #expect(reason { () throws(FileError) in try OutputFile.write("", to: path("")) } != nil)
        #expect(reason { () throws(FileError) in try OutputFile.write("", to: path("a/b")) } != nil)
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("")) == ["a"])
    }

    @Test func `whether a file can be written is known before it is`() throws {
        try OutputFile.write("old", to: path("a"))
        try OutputFile.check(path("a"))
        try OutputFile.check(path("new/b"))
        try OutputFile.check("/dev/null")
        #expect(try text("a") == "old")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path("new")).isEmpty)
        for wrong in ["", "a/b", "a/b/c"] {
            let reason = reason { () throws(FileError) in try OutputFile.check(path(wrong)) }
            #expect(reason == (wrong == "" ? "is a directory" : "its directory cannot be made"))
        }
    }

    @Test func `what is added comes behind what is there`() throws {
        try OutputFile.append("one\n", to: path("a"))
        try OutputFile.append("two\n", to: path("a"))
        #expect(try text("a") == "one\ntwo\n")
    }

    @Test func `what cannot be read`() {
        let missing = reason { () throws(FileError) in _ = try InputFile.read(path("b")) }
        #expect(missing == "no such file or directory")
        let directory = reason { () throws(FileError) in _ = try InputFile.read(path("")) }
        #expect(directory == "is a directory")
    }
}
