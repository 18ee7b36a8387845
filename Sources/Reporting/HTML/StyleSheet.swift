/// How the HTML report looks, on paper too.
///
/// The colours can be told apart by people who see no red or no green (Okabe and Ito's, moved in
/// lightness for either theme); what is good or bad has a mark as well. Figures have digits of one
/// width. Charts leave room beside the plot for the names of values and lines.
enum StyleSheet {
    static let text = colours + page + tables + charts + tasks + small

    private static let colours = """
        :root { --bg: #fdfdfc; --ink: #1c1e21; --soft: #5b6168; --faint: #d9dcdf; --panel: #f3f4f3;
          --good: #00734f; --bad: #b93a06; --fair: #8a6100; --a: #0068a8; --b: #c77700;
          --c: #a8488a;
          --l1: #8cbfe2; --l2: #3d8fcb; --l3: #0b5591; --l4: #8d949b; --k: #a5cbe6;
          --off: #0000000a; --wait: #e0a030; --machine: #98a0a8; }
        @media (prefers-color-scheme: dark) {
          :root { --bg: #15181b; --ink: #e8eaec; --soft: #a2aab2; --faint: #363c42;
            --panel: #1e2226;
            --good: #35c091; --bad: #ff8a50; --fair: #e3b341; --a: #56b0ee; --b: #f0a63c;
            --c: #dd8fc2;
            --l1: #35658b; --l2: #4b9cd6; --l3: #b4dcfa; --l4: #7c848c; --k: #2f5f83;
            --off: #ffffff0c; --wait: #e0a030; --machine: #68717a; } }

        """

    private static let page = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--bg); color: var(--ink);
          font: 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue",
            sans-serif;
          font-variant-numeric: tabular-nums lining-nums; }
        main { max-width: 1180px; margin: 0 auto; padding: 28px 28px 48px; }
        h1, h2, h3, p, dl, ol, ul, figure { margin: 0; }
        h2 { font-size: 18px; margin: 34px 0 10px; }
        code, pre { font: 13px/1.45 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
        code { overflow-wrap: anywhere; }
        header { border-left: 8px solid var(--bad); padding: 2px 0 2px 18px; }
        header.passed { border-color: var(--good); }
        header.aborted { border-color: var(--fair); }
        .verdict { font-size: 34px; line-height: 1.1; font-weight: 750; color: var(--bad); }
        .passed .verdict { color: var(--good); }
        .aborted .verdict { color: var(--fair); }
        h1 { font-size: 22px; margin-top: 6px; overflow-wrap: anywhere; }
        .reason { font-size: 17px; }
        .extent, .key, footer p, figcaption p { color: var(--soft); }
        .broken { margin: 10px 0 0; padding-left: 18px; overflow-wrap: anywhere; }
        .tiles { display: grid; gap: 1px; margin-top: 30px;
          grid-template-columns: repeat(auto-fill, minmax(122px, 1fr)); }
        .tiles div { box-shadow: 0 0 0 1px var(--faint); padding: 9px 12px 10px; }
        dt { color: var(--soft); font-size: 13px; }
        dd { margin: 0; font-size: 19px; font-weight: 600; white-space: nowrap; }
        dd small { display: block; font-size: 12px; font-weight: 400; color: var(--soft); }
        summary { cursor: pointer; }
        summary h2 { display: inline-block; margin-bottom: 4px; }
        pre { background: var(--panel); padding: 11px 14px; white-space: pre-wrap;
          overflow-wrap: anywhere; }
        footer p { margin-top: 8px; font-size: 13px; }

        """

    private static let tables = """
        .scroll { overflow-x: auto; margin-top: 6px; }
        table { border-collapse: collapse; font-size: 14px; }
        th, td { padding: 5px 0 5px 18px; text-align: left; font-weight: 400; vertical-align:
          baseline; }
        th:first-child, td:first-child { padding-left: 0; }
        tr + tr > *, tbody tr > * { border-top: 1px solid var(--faint); }
        thead th { color: var(--soft); font-size: 13px; }
        .n { text-align: right; white-space: nowrap; }
        .thresholds { width: 100%; }
        .thresholds th p { padding-left: 22px; color: var(--soft); max-width: 60em; }
        .thresholds .mark { display: inline-block; width: 18px; font-weight: 700; }
        .thresholds td.bar { width: 130px; }
        .thresholds th.bar { width: 130px; }
        .bar svg { display: block; min-width: 60px; }
        .track { fill: var(--faint); }
        .bar line { stroke: var(--ink); stroke-width: 2; }
        .good .mark { color: var(--good); } .good .fill { fill: var(--good); }
        .bad .mark, .bad .value { color: var(--bad); } .bad .fill { fill: var(--bad); }
        .fair .mark, .fair .value { color: var(--fair); } .fair .fill { fill: var(--fair); }
        .bad .value, .bad code { font-weight: 700; }
        details .scroll { margin-bottom: 18px; }

        """

    private static let charts = """
        .charts { display: grid; gap: 22px 26px;
          grid-template-columns: repeat(auto-fill, minmax(min(100%, 460px), 1fr)); }
        .charts.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 290px), 1fr)); }
        .chart { min-width: 0; padding: 0 74px 26px 62px; }
        .chart.small { padding: 0 62px 22px 50px; }
        figcaption { margin: 0 -74px 20px -62px; }
        .small figcaption { margin: 0 -62px 8px -50px; }
        h3 { font-size: 15px; overflow-wrap: anywhere; }
        .small h3 { font-size: 13px; font-weight: 600; }
        figcaption p { font-size: 13px; }
        .key { font-size: 13px; margin-top: 6px; }
        .chart svg { display: block; overflow: visible; }
        svg text { font-size: 12px; fill: var(--soft); }
        .small svg text { font-size: 11px; }
        svg .y { text-anchor: end; }
        .grid { stroke: var(--faint); } .tick { stroke: var(--soft); }
        .curves path { fill: none; stroke-width: 1.6; vector-effect: non-scaling-stroke;
          stroke-linejoin: round; stroke-linecap: round; }
        .curves .dot { stroke-width: 6; }
        .curves .a { stroke: var(--a); stroke-width: 2; } .curves .b { stroke: var(--b); }
        .curves .c { stroke: var(--c); } .curves .d { stroke: var(--bad); }
        .curves .l1 { stroke: var(--l1); } .curves .l2 { stroke: var(--l2); }
        .curves .l3 { stroke: var(--l3); stroke-width: 2; }
        .curves .l4 { stroke: var(--l4); stroke-width: 1; }
        .curves .k { stroke: var(--k); stroke-width: 1; }
        .curves .o { stroke: var(--soft); stroke-width: 1.4; stroke-dasharray: 2 4; }
        .curves .dot { stroke-width: 6; stroke-dasharray: none; }
        svg .name { font-weight: 600; } .name.k { fill: var(--soft); }
        .name.a { fill: var(--a); } .name.b { fill: var(--b); } .name.c { fill: var(--c); }
        .name.d { fill: var(--bad); } .name.l1 { fill: var(--l1); } .name.l2 { fill: var(--l2); }
        .name.l3 { fill: var(--l3); } .name.l4 { fill: var(--l4); }
        .off { fill: var(--off); }
        svg text.off, text.fault, text.limit, text.mark { paint-order: stroke; stroke: var(--bg);
          stroke-width: 3px; stroke-linejoin: round; }
        svg text.off { fill: var(--soft); }
        rect.fault { fill: var(--bad); fill-opacity: .14; stroke: var(--bad); stroke-opacity: .5; }
        svg text.fault { fill: var(--bad); }
        line.limit { stroke: var(--good); stroke-width: 1.5; stroke-dasharray: 7 4; }
        svg text.limit { fill: var(--good); }
        line.broken { stroke: var(--bad); } svg text.broken { fill: var(--bad); font-weight: 600; }
        line.mark { stroke: var(--bad); stroke-dasharray: 2 3; } svg text.mark { fill: var(--bad); }

        """

    private static let tasks = """
        .tasks { list-style: none; padding: 0; }
        .tasks li { margin-top: 14px; }
        .tasks svg { display: block; margin: 3px 0 2px; }
        .tasks summary { color: var(--soft); font-size: 13px; }
        .tasks em { font-style: normal; color: var(--bad); }
        .queue { fill: var(--wait); } .service { fill: var(--a); } .machine { fill:
          var(--machine); }
        rect.queue { stroke: var(--wait); } rect.service { stroke: var(--a); }
        rect.machine { stroke: var(--machine); }
        rect.queue, rect.service, rect.machine { stroke-width: .6; }
        .key span { display: inline-block; padding-right: 14px; }
        .key span::before { content: ""; display: inline-block; width: 12px; height: 10px;
          margin-right: 6px; background: var(--machine); }
        .key .queue::before { background: var(--wait); }
        .key .service::before { background: var(--a); }
        .steps { font-size: 13px; }
        .steps th, .steps td { padding-top: 2px; padding-bottom: 2px; }

        """

    private static let small = """
        @media (max-width: 680px) {
          main { padding: 18px 16px 36px; }
          .verdict { font-size: 28px; }
          .thresholds thead { display: none; }
          .thresholds, .thresholds tbody { display: block; }
          .thresholds tr { display: grid; grid-template-columns: repeat(3, auto) 1fr; gap: 0 18px;
            padding: 9px 0; border-top: 1px solid var(--faint); }
          .thresholds tr > * { border: 0; padding: 0; text-align: left; }
          .thresholds th { grid-column: 1 / -1; }
          .thresholds td.bar { grid-column: 1 / -1; order: 9; width: auto; padding-top: 5px; }
          .thresholds td.n::before { content: attr(data-is); display: block; font-size: 12px;
            font-weight: 400; color: var(--soft); }
          .thresholds td.n:empty { display: none; }
          .tiles { grid-template-columns: repeat(auto-fill, minmax(104px, 1fr)); }
          dd { font-size: 17px; } }
        @media print { main { max-width: none; padding: 0; } figure, tr { break-inside: avoid; } }

        """
}
