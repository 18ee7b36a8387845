/// What `--help` prints: only what works.
package enum Help {
    package static let text = """
        Simulates asynchronous task systems and judges the outcome, the same way every time.

        \(usage)
        \(details)
        """

    /// The commands, a line each.
    package static let usage = """
        simulate FILE...             run scenarios: print a summary, write Reports/NAME/
        simulate validate FILE...    find all errors, run nothing
        simulate verify FILE         run twice in two processes and compare every byte
        simulate sweep FILE --set PATH=A..B[:STEP]           one run for each value, or PATH=a,b,c
        simulate capacity FILE --vary PATH --min A --max B   the smallest value that passes
        simulate compare A B         two results, or two scenarios that are run: what changed
        simulate baseline update FILE...   write Baselines/NAME.json, to keep in version control
        simulate baseline check FILE...    run and compare with it: nothing may be worse
        simulate report RESULT       the result of a run in other forms, with --out
        simulate conform FILE...     replay recorded answers of real servers, show differences
        simulate bench [NAME]        measure how fast this machine is; --json for programs
        simulate schema              print the JSON schema of scenario files
        simulate flows [NAME]        list the flows of systems; with a name, print it to be pasted
        simulate systems [NAME]      list the systems; with a name, its keys, metrics, services …
        simulate list-metrics        print what a run measures
        simulate help, --version

        """

    private static let details = """
        Flags of a run
          --seed N                   instead of the scenario's seed
          --seeds A..B               one run for each seed: means, intervals and the worst one
          --jobs N                   of --seeds, sweep and capacity: so many runs at a time
          --step S, --largest        of capacity: the distance of values; the largest that passes
          --set PATH=VALUE           instead of a value of the file: --set vars.rate=500 (repeat)
          --threshold 'METRIC=EXPR'  one more threshold: 'task_duration=p(99)<62s' (repeat)
          --out FORMAT=PATH          one more report: text, json, html, csv (figures over time),
                                     junit, markdown, github (annotations) or trace (a line of
                                     JSON a task); PATH - is standard output, where it takes the
                                     summary's place (repeat)
          --no-report                write nothing to Reports
          --no-series                leave the figures over time out of JSON
          --host                     show how fast this machine was
          --quiet                    print no summary
          --no-color                 print no colours; NO_COLOR in the environment does the same
          --expect-fingerprint HEX   fail unless the run has this fingerprint
          --baseline RESULT          an earlier result.json, drawn into the page beside this one
          --require-thresholds       refuse scenarios that judge nothing
          --exit-code-on-fail N      instead of 2
          --speed X                  play virtual time at X virtual seconds a real one; the result
                                     is that of a run without it
          --clock wall               run in real time; invalid if one arrival in a hundred is more
                                     than 5 ms late (arrival_lag); no two such runs are the same

        baseline check also takes
          --tolerance SHARE          how much worse a figure may be: 1% or 0.01; 0 if left out
          --fail-on-improvement      end with 4 where figures are better and none is worse

        compare and baseline take --seed --set --threshold --quiet --host --no-report, baseline
        also --exit-code-on-fail; report takes --out --baseline --no-series --quiet.
        validate takes --seed --set --threshold --quiet, and verify also --host; sweep and capacity
        these, --out, --jobs and --no-report (Reports/NAME/sweep.txt …).
        Flags may be written --flag=value; behind -- there are only files.

        Exit codes
            0  every threshold passed; with verify, both runs were the same; with conform, all
               answers were
            1  internal error, or a report cannot be written (known before the run)
            2  a threshold failed; with baseline check, a figure is worse; with conform, an
               answer differed; with capacity, nothing passes
            3  the run is invalid: an invariant broke, two runs differed, or load in real time
               came late
            4  only improvements (--fail-on-improvement)
            5  there is no baseline
           64  usage            65  invalid file            66  unreadable file
          130  interrupted     143  terminated; the partial report is written

        """
}
