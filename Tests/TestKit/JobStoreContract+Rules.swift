import JSONText
import JobQueue
import Testing

extension JobStoreRule {
    public static let all: [JobStoreRule] = [
        JobStoreRule("Claims the oldest first, no more than slots and limit, each once") { target, scene in
            var jobs: [JobID] = []
            for _ in 0..<5 { jobs.append(try await scene.insert().id) }
            let first = try await scene.claim(2, limit: 9)
            let second = try await scene.claim(9, limit: 2)
            let rest = try await scene.claim()
            #expect(first.map(\.job.id) == Array(jobs[..<2]))
            #expect(second.map(\.job.id) == Array(jobs[2..<4]))
            #expect(rest.map(\.job.id) == [jobs[4]])
            #expect(first.allSatisfy { $0.attempt == 1 && $0.chargedAttempts == 0 && $0.checkpoint == nil })
            #expect(try await target.rows(jobs[0]).map(\.status) == ["in_progress"])
        },
        JobStoreRule("Claims no other type than asked for") { target, scene in
            let other = try await scene.insert(scene.otherType)
            #expect(try await scene.claim().isEmpty)
            #expect(try await target.rows(other.id).isEmpty)
        },
        JobStoreRule("Hands over the job as it was inserted") { _, scene in
            let job = try await scene.insert(payload: #"{"package_id": "p"}"#)
            #expect(try await scene.start().job == job)
        },
        JobStoreRule("A completed run shows its artifacts") { target, scene in
            let run = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            let artifacts = [
                Artifact(type: "result", data: .emptyObject), Artifact(type: "report", data: .emptyObject),
            ]
            #expect(try await scene.finish(run, .completed(artifacts)) == .written)
            let rows = try await target.rows(run.job.id)
            #expect(rows.map(\.status) == ["completed"])
            #expect(rows.first.map { Set($0.artifactTypes) } == ["result", "report"])
            #expect(try await scene.claim().isEmpty)
        },
        JobStoreRule("A failed run fails the job") { target, scene in
            let run = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            #expect(try await scene.finish(run, .failed(RunError(code: "c", message: "m"))) == .written)
            #expect(try await target.rows(run.job.id).map(\.error) == ["m [c]"])
            #expect(try await target.rows(run.job.id).map(\.status) == ["failed"])
            #expect(try await scene.claim().isEmpty)
        },
        JobStoreRule("A retried run is failed, the next is pending, and is charged") { target, scene in
            let first = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            let error = RunError(code: "c", message: "m")
            #expect(try await scene.finish(first, .retry(error, after: .zero)) == .written)
            #expect(try await target.rows(first.job.id).map(\.status) == ["failed", "pending"])
            let second = try await scene.start()
            #expect((second.attempt, second.chargedAttempts) == (2, 1))
            #expect(second.id != first.id)
            #expect(try await target.rows(first.job.id).map(\.status) == ["failed", "in_progress"])
        },
        JobStoreRule("A released run is not charged") { _, scene in
            let first = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            #expect(
                try await scene.finish(first, .release(RunError(code: "c", message: "m"), after: .zero)) == .written)
            let second = try await scene.start()
            #expect((second.attempt, second.chargedAttempts) == (2, 0))
        },
        JobStoreRule("A job that is not due is not claimed, and waits in the census") { target, scene in
            let run = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            #expect(
                try await scene.finish(run, .retry(RunError(code: "c", message: "m"), after: .seconds(3600)))
                    == .written)
            #expect(try await scene.claim().isEmpty)
            #expect(try await target.store.census()[scene.type] == 1)
        },
        JobStoreRule("Progress replaces, of runs in progress only") { target, scene in
            let run = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            let news = JSONText(trusted: Array(#"{"stage": "b"}"#.utf8))
            #expect(try await target.store.report(progress: [run.id: .emptyObject]) == [run.id])
            #expect(try await target.store.report(progress: [run.id: news]) == [run.id])
            #expect(try await target.rows(run.job.id).first?.progress == news)
            _ = try await scene.finish(run, .completed([]))
            #expect(try await target.store.report(progress: [run.id: .emptyObject]).isEmpty)
            #expect(try await target.rows(run.job.id).first?.progress == news)
        },
        JobStoreRule("A checkpoint is handed to the next run, the newest one") { target, scene in
            let first = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            try await target.store.save(checkpoints: [first.id: [1]])
            try await target.store.save(checkpoints: [first.id: [2, 0, 255]])
            _ = try await scene.finish(first, .retry(RunError(code: "c", message: "m"), after: .zero))
            let second = try await scene.start()
            #expect(second.checkpoint == [2, 0, 255])
            try await target.store.save(checkpoints: [first.id: [3]])
            _ = try await scene.finish(second, .release(RunError(code: "c", message: "m"), after: .zero))
            #expect(try await scene.start().checkpoint == [2, 0, 255])
        },
        JobStoreRule("A cancelled run takes no progress and no ending") { target, scene in
            let run = try await {
                _ = try await scene.insert()
                return try await scene.start()
            }()
            try await target.cancel(run.job.id)
            #expect(try await target.store.report(progress: [run.id: .emptyObject]).isEmpty)
            let artifact = Artifact(type: "result", data: .emptyObject)
            #expect(try await scene.finish(run, .completed([artifact])) == .stale)
            let rows = try await target.rows(run.job.id)
            #expect(rows.map(\.status) == ["cancelled"])
            #expect(rows.first?.artifactTypes == [])
            #expect(try await scene.claim().isEmpty)
        },
        JobStoreRule("A run ends once; each ending has its own answer") { target, scene in
            for _ in 0..<2 { _ = try await scene.insert() }
            let runs = try await scene.claim()
            try #require(runs.count == 2)
            _ = try await scene.finish(runs[0], .completed([]))
            let error = RunError(code: "c", message: "m")
            let endings = runs.map { RunEnding(run: $0.id, job: $0.job.id, verdict: .failed(error)) }
            #expect(try await target.store.finish(endings) == [.stale, .written])
            #expect(try await target.rows(runs[0].job.id).map(\.status) == ["completed"])
        },
        JobStoreRule("An ending that is repeated is written once, and answered as written") { target, scene in
            for _ in 0..<5 { _ = try await scene.insert() }
            let runs = try await scene.claim()
            try #require(runs.count == 5)
            let error = RunError(code: "c", message: "m")
            let verdicts: [Verdict] = [
                .completed([Artifact(type: "result", data: .emptyObject)]), .failed(error), .cancelled(error),
                .retry(error, after: .seconds(3600)), .release(error, after: .seconds(3600)),
            ]
            let endings = zip(runs, verdicts).map { RunEnding(run: $0.id, job: $0.job.id, verdict: $1) }
            for _ in 0..<2 {
                #expect(try await target.store.finish(endings) == Array(repeating: .written, count: 5))
            }
            #expect(try await target.rows(runs[0].job.id).map(\.artifactTypes) == [["result"]])
            #expect(try await target.rows(runs[3].job.id).map(\.status) == ["failed", "pending"])
            let late = RunError(code: "d", message: "m")
            let others = endings.map { RunEnding(run: $0.run, job: $0.job, verdict: .failed(late)) }
            #expect(try await target.store.finish(others) == Array(repeating: .stale, count: 5))
        },
        JobStoreRule("An earlier result is the newest of the same company and package, and of no other") { _, scene in
            func result(_ json: String, _ type: String = "result") -> Verdict {
                .completed([Artifact(type: type, data: JSONText(trusted: Array(json.utf8)))])
            }
            let oldest = try await scene.run(result("[1]"))
            try await scene.run(company: "other", result("[2]"))
            try await scene.run(payload: #"{"package_id":"q"}"#, result("[3]"))
            let fromPayload = try await scene.run(
                payload: #"{"package_id":"p","company_id":"company"}"#, company: nil, result("[4]"))
            try await scene.run(company: nil, result("[5]"))
            try await scene.run(payload: #"{"package_id":"p","company_id":7}"#, company: nil, result("[6]"))
            try await scene.run(payload: #"{"package_id":"p","company_id":"company"}"#, company: "other", result("[7]"))
            // Newer, and of no use: without such an artifact, failed, cancelled, waiting, in progress.
            try await scene.run(result("[8]", "report"))
            let error = RunError(code: "c", message: "m")
            for verdict in [Verdict.failed(error), .cancelled(error), .retry(error, after: .seconds(3600))] {
                try await scene.run(verdict)
            }
            _ = try await scene.insert()
            _ = try await scene.start()

            func data(_ finding: EarlierFinding) -> String {
                if case .found(let result) = finding { result.data.description } else { "\(finding)" }
            }
            guard case .found(let newest) = try await scene.earlier("company") else {
                Issue.record("nothing was found")
                return
            }
            #expect(newest.job == fromPayload)
            #expect(newest.data.description == "[4]")
            #expect(newest.payload.description.contains(#""company_id""#))
            #expect(newest.completedAt.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#) != nil)
            guard case .found(let other) = try await scene.earlier("company", excluding: fromPayload) else {
                Issue.record("nothing was found")
                return
            }
            #expect(other.job == oldest)
            #expect(data(try await scene.earlier("company", "q")) == "[3]")
            #expect(data(try await scene.earlier("other")) == "[7]")
            #expect(data(try await scene.earlier(nil)) == "[5]")
            #expect(data(try await scene.earlier("company", artifact: "report")) == "[8]")
            #expect(try await scene.earlier("7") == .none)
            #expect(try await scene.earlier("nobody") == .none)
            #expect(try await scene.earlier("company", "r") == .none)
            #expect(try await scene.earlier(nil, "q") == .none)
            #expect(try await scene.earlier("company", byteLimit: 5) == .tooLarge)
        },
        JobStoreRule("Beyond 200 newer jobs an earlier result is not looked for") { target, scene in
            let completed = Verdict.completed([Artifact(type: "result", data: .emptyObject)])
            try await scene.run(completed)
            for _ in 0..<199 { _ = try await scene.insert() }
            #expect(try await scene.earlier("company") != .none)
            _ = try await scene.insert()
            #expect(try await scene.earlier("company") == .none)
        },
        JobStoreRule("The census counts what waits, by type") { target, scene in
            let other = scene.type + "_other"
            for type in [scene.type, other, other] { _ = try await scene.insert(type) }
            let census = try await target.store.census()
            #expect(census[scene.type] == 1)
            #expect(census[other] == 2)
        },
    ]
}
