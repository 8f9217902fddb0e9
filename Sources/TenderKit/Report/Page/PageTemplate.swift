/// The page's structure, HTML that is well-formed XML as well. Double braces escape; the triple ones hold our own style.
enum PageTemplate {
    static let html = #"""
        <!DOCTYPE html>
        <html lang="en" dir="ltr">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="{{policy}}"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="referrer" content="no-referrer"/>
        <meta name="color-scheme" content="light dark"/>
        <title>Technical evaluation report</title>
        <style>{{{css}}}</style>
        </head>
        <body>
        {{#page}}
        <header>
        <h1>Technical evaluation report</h1>
        <p class="facts">{{facts}}</p>
        </header>
        <nav aria-label="Contents">
        <ul>
        <li><a href="#summary">Summary</a></li>
        <li><a href="#ranking">Ranking</a></li>
        <li><a href="#scopes">Scores by scope</a></li>
        <li><a href="#criteria">Scores by criterion</a></li>
        <li><a href="#offers">Offers in detail</a></li>
        <li><a href="#queries">Clarifications</a></li>
        <li><a href="#files">Files not read in full</a></li>
        <li><a href="#weights">Criteria and weights</a></li>
        </ul>
        </nav>
        <main>

        <section id="summary" aria-labelledby="summary-title">
        <h2 id="summary-title">Summary</h2>
        <p class="lead">{{summary}}</p>
        {{#weightNote}}
        <p class="note">{{weightNote}}</p>
        {{/weightNote}}
        </section>

        <section id="ranking" aria-labelledby="ranking-title">
        <h2 id="ranking-title">Ranking</h2>
        <div class="scroll" role="region" aria-labelledby="ranking-title" tabindex="0">
        <table class="ranking">
        <caption>Total scores out of {{maximum}} points. Offers with the same total share a rank (=).</caption>
        <thead><tr>
        <th scope="col" class="figure">Rank</th>
        <th scope="col">Contractor</th>
        <th scope="col" class="figure">Total</th>
        <td class="bar"></td>
        <th scope="col" class="figure">Criteria with concerns</th>
        <th scope="col" class="figure">Clarifi­cations</th>
        <th scope="col" class="figure">Files not read in full</th>
        </tr></thead>
        <tbody>
        {{#ranking}}
        <tr>
        <td class="figure">{{place}}</td>
        <th scope="row"><a href="#{{anchor}}"><bdi>{{bidder}}</bdi></a></th>
        <td class="figure total">{{total}}</td>
        <td class="bar"><svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="fill" width="{{bar}}" height="10"/></svg></td>
        <td class="figure">{{concerns}}</td>
        <td class="figure">{{queries}}</td>
        <td class="figure">{{unread}}</td>
        </tr>
        {{/ranking}}
        </tbody>
        </table>
        </div>
        </section>

        <section id="scopes" aria-labelledby="scopes-title">
        <h2 id="scopes-title">Scores by scope</h2>
        {{#scopeTables}}
        <div class="scroll" role="region" aria-label="Scores by scope" tabindex="0">
        <table class="matrix scopes">
        <caption>Weighted mean of the scores in each scope, 0 to 100{{#part}} ({{part}}){{/part}}.</caption>
        <thead><tr>
        <th scope="col" class="name">Contractor</th>
        {{#heads}}
        <th scope="col"><bdi>{{scopeName}}</bdi> <small>weight {{scopeWeight}}</small></th>
        {{/heads}}
        <th scope="col">Total</th>
        </tr></thead>
        <tbody>
        {{#lines}}
        <tr>
        <th scope="row" class="name"><span class="place">{{linePlace}}</span> <bdi>{{lineBidder}}</bdi></th>
        {{#scopeScores}}<td class="score {{band}}">{{figure}}</td>{{/scopeScores}}
        <td class="score total">{{lineTotal}}</td>
        </tr>
        {{/lines}}
        </tbody>
        </table>
        </div>
        {{/scopeTables}}
        </section>

        <section id="criteria" aria-labelledby="criteria-title">
        <h2 id="criteria-title">Scores by criterion</h2>
        {{#criterionTables}}
        <div class="scroll" role="region" aria-label="Scores by criterion" tabindex="0">
        <table class="matrix">
        <caption>Scores from 0 to 100, contractors by rank{{#columnPart}} ({{columnPart}}){{/columnPart}}.</caption>
        <thead><tr>
        <th scope="col" class="name">Criterion</th>
        <th scope="col" class="weight">Weight</th>
        {{#columns}}
        <th scope="col"><span class="place">{{headPlace}}</span> <bdi>{{headBidder}}</bdi></th>
        {{/columns}}
        </tr></thead>
        {{#groups}}
        <tbody>
        <tr class="group">
        <th scope="rowgroup" class="name"><bdi>{{groupName}}</bdi></th>
        <td class="score">{{groupWeight}}</td>
        {{#groupScores}}<td class="score">{{figure}}</td>{{/groupScores}}
        </tr>
        {{#rows}}
        <tr>
        <th scope="row" class="name"><bdi>{{rowName}}</bdi></th>
        <td class="score">{{rowWeight}}</td>
        {{#scores}}<td class="score {{band}}">{{figure}}</td>{{/scores}}
        </tr>
        {{/rows}}
        </tbody>
        {{/groups}}
        <tbody>
        <tr class="sum">
        <th scope="row" class="name">Total</th>
        <td class="score">{{maximum}}</td>
        {{#columns}}<td class="score">{{headTotal}}</td>{{/columns}}
        </tr>
        </tbody>
        </table>
        </div>
        {{/criterionTables}}
        </section>

        <section id="offers" aria-labelledby="offers-title">
        <h2 id="offers-title">Offers in detail</h2>
        {{#offers}}
        <section class="offer" id="{{offerAnchor}}" aria-labelledby="{{offerAnchor}}-title">
        <h3 id="{{offerAnchor}}-title"><bdi>{{offerName}}</bdi></h3>
        <p class="standing">Rank {{offerPlace}} · {{offerTotal}} of {{maximum}} points</p>
        <p>{{offerSummary}}</p>
        {{#caution}}
        <p class="note" dir="auto">{{caution}}</p>
        {{/caution}}
        {{#sections}}
        <h4><bdi>{{sectionName}}</bdi> <small>score {{sectionScore}}, weight {{sectionWeight}}</small></h4>
        {{#entries}}
        <article>
        <h5><bdi>{{entryName}}</bdi></h5>
        <p class="verdict"><span class="badge {{score.band}}">{{score.figure}} · {{grade}}</span> <span>{{points}} of {{weight}} points</span>{{#query}} <a href="#{{queryAnchor}}">Clarification: {{queryKind}}</a>{{/query}}</p>
        <p class="client" dir="auto">{{client}}</p>
        <ul class="evidence">
        {{#evidence}}
        <li dir="auto"><span class="quote">{{quote}}</span>{{#origin}} <cite>(<bdi>{{origin}}</bdi>)</cite>{{/origin}}</li>
        {{/evidence}}
        </ul>
        </article>
        {{/entries}}
        {{/sections}}
        </section>
        {{/offers}}
        </section>

        <section id="queries" aria-labelledby="queries-title">
        <h2 id="queries-title">Clarifications</h2>
        {{^requests}}
        <p>No contractor needs to be asked anything.</p>
        {{/requests}}
        {{#requests}}
        <h3><bdi>{{requestBidder}}</bdi> <small>{{requestCount}}</small></h3>
        <table class="list requests">
        <thead><tr><th scope="col">Criterion</th><th scope="col">Reason</th><th scope="col">Question to the bidder</th></tr></thead>
        <tbody>
        {{#items}}
        <tr id="{{itemAnchor}}">
        <th scope="row"><bdi>{{itemCriterion}}</bdi></th>
        <td>{{itemKind}}</td>
        <td class="question" dir="auto">{{question}}</td>
        </tr>
        {{/items}}
        </tbody>
        </table>
        {{/requests}}
        </section>

        <section id="files" aria-labelledby="files-title">
        <h2 id="files-title">Files not read in full</h2>
        {{^files}}
        <p>All files were read.</p>
        {{/files}}
        {{#files}}
        <p>What these files say was taken into account in part or not at all.</p>
        <table class="list files">
        <thead><tr><th scope="col">Contractor</th><th scope="col">File</th><th scope="col">Reason</th><th scope="col">Pages</th></tr></thead>
        <tbody>
        {{#lines}}
        <tr>
        <td><bdi>{{owner}}</bdi></td>
        <th scope="row"><bdi>{{file}}</bdi></th>
        <td>{{#reasons}}<p dir="auto">{{.}}</p>{{/reasons}}</td>
        <td>{{pages}}</td>
        </tr>
        {{/lines}}
        </tbody>
        </table>
        {{/files}}
        </section>

        <section id="weights" aria-labelledby="weights-title">
        <h2 id="weights-title">Criteria and weights</h2>
        <table class="list weights">
        <thead><tr><th scope="col">Criterion</th><th scope="col" class="figure">Weight</th><th scope="col">Description</th></tr></thead>
        {{#weights}}
        <tbody>
        <tr class="group"><th scope="rowgroup"><bdi>{{weightGroup}}</bdi></th><td class="figure">{{weightSum}}</td><td></td></tr>
        {{#criteria}}
        <tr><th scope="row"><bdi>{{criterion}}</bdi></th><td class="figure">{{share}}</td><td class="text" dir="auto">{{explanation}}</td></tr>
        {{/criteria}}
        </tbody>
        {{/weights}}
        <tbody><tr class="sum"><th scope="row">Sum</th><td class="figure">{{weightTotal}}</td><td></td></tr></tbody>
        </table>
        <h3>Grades and their scores</h3>
        <ul class="grades">
        {{#grades}}
        <li><span class="badge {{value.band}}">{{value.figure}} · {{label}}</span></li>
        {{/grades}}
        </ul>
        <p>A criterion contributes its score × its weight / 100 points to the total. Grades below {{firstWithoutConcern}} count as concerns.</p>
        </section>
        </main>
        {{/page}}
        </body>
        </html>

        """#
}
