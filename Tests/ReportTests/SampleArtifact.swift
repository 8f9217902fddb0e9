import TenderKit

/// An analysis artifact of three contractors, as an analysis job leaves it.
enum SampleArtifact {
    static let criteria =
        #"{"Team":{"Manager":{"weight":60,"description":"Named"}},"Method":{"Sequence":{"weight":"40%"}}}"#
    /// The payload of the analysis job.
    static let payload = #"{"package_id":"p1","evaluation_criteria":\#(criteria)}"#

    static let json = #"""
        {"result":{"tenderReport":[
         \#(contractor("Alpha", manager: (70, "Good Confidence"), sequence: (30, "High Concerns"))),
         \#(contractor("Beta Co.", manager: (100, "Outstanding"), sequence: (20, "Serious Concerns"))),
         \#(contractor("شركة البناء", manager: (10, "Major Concerns"), sequence: (10, "Major Concerns")))],
         "documentProcessingErrors":[{"file":"tech_rfp/tender/Alpha/scan.pdf","contractorName":"Alpha",
          "errors":["page 2: no text"],"failedPages":[2]}]}}
        """#

    static func contractor(
        _ name: String, manager: (score: Double, grade: String), sequence: (score: Double, grade: String)
    ) -> String {
        let (first, second) = (manager.score * 0.6, sequence.score * 0.4)
        return #"""
            {"contractorName":"\#(name)","raw_llm_responses":[],"tenderEvaluation":{"totalScore":\#(first + second),"scopes":[
             {"scopeName":"Team","scopeTotal":\#(first),"evaluationBreakdown":[
              {"criteria":"Manager","ptc":{"queryDescription":"N/A","refType":"N/A"},"score":\#(manager.score),
               "grade":"\#(manager.grade)","result":\#(first),"clientSummary":"A manager is named.",
               "evidence":[{"text":"<b>Named</b> on page 3.","source":"tech_rfp/tender/\#(name)/cv.pdf","pageNumber":3}]}]},
             {"scopeName":"Method","scopeTotal":\#(second),"evaluationBreakdown":[
              {"criteria":"Sequence","ptc":{"queryDescription":"1. State the sequence.","refType":"MISSING_INFO"},
               "score":\#(sequence.score),"grade":"\#(sequence.grade)","result":\#(second),
               "clientSummary":"The sequence is missing.",
               "evidence":[{"text":"Nothing was found.","source":null,"pageNumber":null}]}]}]}}
            """#
    }
}
