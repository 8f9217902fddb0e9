/// How the page looks on a screen, light or dark, on a telephone, and on A4 paper.
enum PageStyle {
    static let css = screen + dark + narrow + paper

    private static let screen = """
        :root {
          --text: #1b1f24; --quiet: #57606a; --line: #d0d7de; --ground: #fff; --raised: #f6f8fa; --link: #0b57a4;
          --fill: #2f6f9f; --note: #fff4ce;
          --b0: #f4c7c3; --b1: #fbe0c8; --b2: #f6eebc; --b3: #d6ebc8; --b4: #aedbb0;
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0 auto; max-width: 72rem; padding: 2rem 1.5rem 4rem; color: var(--text); background: var(--ground);
          font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", Tahoma,
            sans-serif;
          overflow-wrap: anywhere;
        }
        h1, h2, h3, h4, h5 { line-height: 1.25; font-weight: 650; text-wrap: balance; }
        h1 { font-size: 2rem; margin: 0; }
        h2 { font-size: 1.4rem; margin: 3rem 0 1rem; padding-bottom: .3rem; border-bottom: 2px solid var(--text); }
        h3 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
        h4 { font-size: 1.05rem; margin: 2rem 0 .25rem; padding-bottom: .2rem; border-bottom: 1px solid var(--line); }
        h5 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
        h3 small, h4 small { font-weight: 400; color: var(--quiet); font-size: .9rem; margin-inline-start: .4rem; }
        p { margin: 0 0 .75rem; max-width: 48rem; }
        a { color: var(--link); }
        a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--fill); outline-offset: 2px; }
        .facts, .standing { color: var(--quiet); margin: .25rem 0 .75rem; }
        .lead { font-size: 1.1rem; }
        .note { background: var(--note); padding: .5rem .75rem; border-inline-start: 4px solid currentColor; }
        nav { margin: 1.5rem 0; }
        nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0; list-style: none; }
        .scroll { overflow-x: auto; margin-bottom: 1.5rem; }
        table { border-collapse: collapse; width: 100%; }
        caption { text-align: start; color: var(--quiet); padding-bottom: .5rem; }
        th, td { padding: .4rem .55rem; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
        thead th, thead td { border-bottom: 2px solid var(--text); vertical-align: bottom; font-size: .875rem; }
        tbody th { font-weight: 500; }
        th small { display: block; font-weight: 400; color: var(--quiet); }
        .figure, .score { font-variant-numeric: tabular-nums; }
        th, td { overflow-wrap: break-word; }
        th.figure, td.figure { text-align: end; }
        td.figure, td.score { white-space: nowrap; }
        .total, .sum th, .sum td { font-weight: 700; }
        .sum th, .sum td { border-top: 2px solid var(--text); }
        .group th, .group td { background: var(--raised); font-weight: 650; }
        .ranking { min-width: 40rem; }
        .ranking tbody th { overflow-wrap: anywhere; min-width: 10rem; }
        .ranking .bar { width: 24%; vertical-align: middle; }
        .ranking svg { display: block; width: 100%; height: .7rem; }
        .track { fill: var(--raised); }
        .fill { fill: var(--fill); }
        .matrix { table-layout: fixed; min-width: 46rem; }
        .matrix .name { width: 26%; }
        .matrix.scopes { min-width: 40rem; }
        .matrix .weight { width: 4.5rem; white-space: nowrap; }
        .matrix th { font-size: .875rem; }
        .matrix thead th:not(.name) { text-align: center; }
        .matrix .score { text-align: center; }
        .matrix tbody .name { position: sticky; inset-inline-start: 0; background: var(--ground); }
        .matrix tbody .group .name { background: var(--raised); }
        .place { color: var(--quiet); font-weight: 400; white-space: nowrap; margin-inline-end: .25rem; }
        .b0 { background: var(--b0); } .b1 { background: var(--b1); } .b2 { background: var(--b2); }
        .b3 { background: var(--b3); } .b4 { background: var(--b4); }
        .offer { margin-bottom: 3rem; }
        .offer > h3 { font-size: 1.35rem; margin-bottom: 0; }
        .verdict { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; font-size: .9rem; }
        .badge {
          display: inline-block; padding: .1rem .55rem; border-radius: 1rem; border: 1px solid rgb(0 0 0 / 20%);
          font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap;
        }
        .client, .quote, .question, .text { white-space: pre-line; }
        article { max-width: 56rem; }
        article p { max-width: none; }
        .evidence { margin: 0 0 1rem; padding: 0; list-style: none; font-size: .925rem; }
        .evidence li { margin-bottom: .4rem; padding-inline-start: .75rem; border-inline-start: 3px solid var(--line); }
        cite { color: var(--quiet); font-style: normal; }
        .list { margin-bottom: 1.5rem; table-layout: fixed; }
        .list th:first-child { width: 26%; }
        .list td p { margin: 0; }
        .requests th:nth-child(2) { width: 15%; }
        .files th:nth-child(2) { width: 28%; }
        .files th:last-child { width: 15%; }
        .weights .figure { width: 5rem; }
        .grades { display: flex; flex-wrap: wrap; gap: .4rem; list-style: none; padding: 0; margin: 0 0 1rem; }

        """

    private static let dark = """
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --text: #e6edf3; --quiet: #a5b0bb; --line: #3a424c; --ground: #14181d; --raised: #20262d; --link: #7ab8f5;
            --fill: #5ea3d8; --note: #4a3d0c;
            --b0: #6d2b2b; --b1: #66401f; --b2: #565014; --b3: #2f5527; --b4: #1d6231;
          }
          .badge { border-color: rgb(255 255 255 / 25%); }
        }

        """

    private static let narrow = """
        @media screen and (max-width: 40rem) {
          body { padding: 1.25rem 1rem 3rem; }
          h1 { font-size: 1.6rem; }
          .ranking { min-width: 0; font-size: .9rem; }
          .ranking .bar { display: none; }
          .matrix .name { width: 9rem; }
          .list, .list tbody, .list tr, .list th, .list td { display: block; width: auto !important; border: 0; }
          .list thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
          .list tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
          .list th, .list td { padding: .1rem .25rem; text-align: start; }
          .list td:empty { display: none; }
        }

        """

    private static let paper = """
        @page {
          size: A4; margin: 16mm 14mm 18mm;
          @bottom-center { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
        }
        @media print {
          html { font-size: 9.5pt; }
          body { max-width: none; padding: 0; line-height: 1.4; }
          h2 { margin-top: 2rem; } h4 { margin-top: 1.25rem; } h5 { margin-top: .9rem; }
          h1, h2, h3, h4, h5, caption, .standing, .verdict, .client { break-after: avoid; }
          h2, h3, h4, h5 { break-inside: avoid; }
          nav { display: none; }
          a { color: inherit; text-decoration: none; }
          p { orphans: 3; widows: 3; max-width: none; }
          .scroll { overflow: visible; break-inside: avoid; }
          table, .ranking, .matrix, .matrix.scopes { min-width: 0; font-size: 8.5pt; }
          .matrix th, thead th, thead td { font-size: 8pt; }
          .matrix thead th { font-size: 7.5pt; }
          .matrix .weight { width: 14mm; }
          .matrix tbody { break-inside: avoid; }
          thead { display: table-header-group; }
          tr, .evidence li { break-inside: avoid; }
          .matrix tbody .name { position: static; }
          th, td { padding: 2pt 4pt; }
          #offers, .offer { break-before: page; margin: 0; }
          #offers > h2 + .offer { break-before: auto; }
          article { max-width: none; }
          .b0, .b1, .b2, .b3, .b4, .group th, .group td, .note, .track, .fill {
            print-color-adjust: exact; -webkit-print-color-adjust: exact;
          }
        }

        """
}
