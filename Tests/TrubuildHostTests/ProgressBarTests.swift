import Testing

@testable import trubuild_host

@Suite("The progress bar")
struct ProgressBarTests {
    @Test("It shows the share that is done, and what is being done")
    func line() {
        let state = ProgressBar.State(stage: "extracting", message: "reading a.xlsx", overallPercentageCompletion: 0.5)
        #expect(ProgressBar.line(state) == "[##############··············]  50 %  extracting: reading a.xlsx")
    }

    @Test("It rounds down, so that 100 % means done")
    func almostDone() {
        #expect(ProgressBar.line(.init(overallPercentageCompletion: 0.999)).contains(" 99 %"))
        #expect(ProgressBar.line(.init(overallPercentageCompletion: 1)).contains("100 %"))
    }

    @Test("Without a known length it shows only the words, and never what would move the cursor")
    func words() {
        let state = ProgressBar.State(stage: "reading", message: "bad\u{1B}[2J\nname\u{202E}.pdf")
        #expect(ProgressBar.line(state) == "reading: bad?[2J?name?.pdf")
    }
}
