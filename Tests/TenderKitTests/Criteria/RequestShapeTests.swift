import Testing

@testable import TenderKit

@Suite("Requests of many shapes") struct RequestShapeTests {
    @Test(arguments: RequestShape.all)
    func `criteria and weights are found`(shape: RequestShape) throws {
        #expect(try CriteriaFixture.request(shape.text) == shape.expected)
    }

    @Test(arguments: RequestShape.without)
    func `nothing is invented`(shape: RequestShape) throws {
        #expect(try CriteriaFixture.refusal(shape.text) == "criteria.none_found")
    }
}
