import JSON
import Measurement
import Reporting
import Scenarios

/// Writes every task of a run with its way through the system, a line of JSON each, as it ends.
final class TraceWriter: TaskSink, @unchecked Sendable {
    /// How many bytes are collected before they are written.
    private static let bufferSize = 1 << 16

    /// Nil for standard output.
    private let file: PartialFile?
    private var buffer: [UInt8] = []
    private var failure: FileError?
    private var isFinished = false

    /// `-` is standard output.
    init(_ path: String) throws(FileError) {
        file = path == "-" ? nil : try PartialFile(path)
    }

    /// A writer for each trace that is asked for; none is left behind where one cannot be made.
    static func open(_ outputs: [Invocation.Output]) throws(FileError) -> [TraceWriter] {
        var writers: [TraceWriter] = []
        for output in outputs where output.format == .trace {
            do throws(FileError) {
                writers.append(try TraceWriter(output.path))
            } catch {
                for writer in writers { writer.discard() }
                throw error
            }
        }
        return writers
    }

    func taskEnded(_ timeline: TaskTimeline) {
        guard failure == nil else { return }
        buffer += JSONWriter.compact(JSONReport.value(timeline)).utf8
        buffer.append(UInt8(ascii: "\n"))
        guard buffer.count >= Self.bufferSize else { return }
        do throws(FileError) {
            try flush()
        } catch {
            failure = error
        }
    }

    /// Puts the file into its place; throws what went wrong on the way too.
    func finish() throws(FileError) {
        if let failure { throw failure }
        try flush()
        try file?.finish()
        isFinished = true
    }

    /// Leaves what is in its place as it was, unless the trace was finished.
    func discard() {
        if !isFinished { file?.discard() }
    }

    private func flush() throws(FileError) {
        if let file {
            try file.write(buffer)
        } else {
            try StandardStream.output.write(String(decoding: buffer, as: UTF8.self))
        }
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Shows tasks to several sinks, one after the other.
final class TaskSinks: TaskSink {
    private let sinks: [any TaskSink]

    init(_ sinks: [any TaskSink]) {
        self.sinks = sinks
    }

    func taskEnded(_ timeline: TaskTimeline) {
        for sink in sinks { sink.taskEnded(timeline) }
    }
}
