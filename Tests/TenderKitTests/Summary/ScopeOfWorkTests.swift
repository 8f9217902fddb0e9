import Testing

@testable import TenderKit

@Suite("The scope of work") struct ScopeOfWorkTests {
    @Test func `a sentence, the lead-in, and the document's list with its key words bold`() throws {
        let scope = try SummaryFixture.scope(
            """
            # Request for Proposals: Northern Depot extension

            The Authority invites proposals for the extension of the Northern Depot.

            ## 1. Instructions to bidders

            - Proposals are submitted in two envelopes.
            - The bidder shall construct no alternative offer.

            ## 2. Scope of work

            - Demolition of the old shed.
            - Supply and installation of three cranes.
            - Testing and commissioning.
            - Testing and commissioning.

            ## 3. Payment

            - The contractor shall submit an invoice each month.
            """)
        #expect(
            scope.text == """
                The Authority invites proposals for the **extension of the Northern Depot**.
                The scope of work includes but is not limited to:
                - **Demolition** of the old shed
                - **Supply** and installation of three cranes
                - **Testing** and commissioning
                """)
        #expect(scope.source == .scope)
    }

    @Test func `duties in running text become points`() throws {
        let scope = try SummaryFixture.scope(
            """
            # RFP: Payroll system
            ## Background
            The Ministry pays 4,000 people.
            ## Statement of work
            The Ministry seeks a payroll system for all of its departments and agencies. The Contractor shall migrate the
            records of ten years. The Contractor shall train 40 users. The Contractor shall operate a help desk for two years.
            The Ministry was founded long ago.
            """)
        #expect(
            scope.text.contains("\n- **Migrate the records** of ten years\n")
                || scope.text.contains("\n- **Migrate** the records of ten years\n"))
        #expect(scope.text.contains("40 users"))
        #expect(!scope.text.contains("founded"))
        #expect(scope.text.contains("payroll system"))
    }

    @Test func `an Arabic request gives Arabic text`() throws {
        let scope = try SummaryFixture.scope(
            """
            # كراسة الشروط والمواصفات: تطوير حديقة الحي
            ## مقدمة
            تهدف الأمانة إلى تطوير حديقة الحي وتجهيزها لخدمة السكان.
            ## نطاق العمل
            - توريد وتركيب ألعاب الأطفال.
            - تنفيذ شبكة الري والإنارة.
            - صيانة الحديقة لمدة سنتين.
            ## شروط الدفع
            - تصرف الدفعات شهريا.
            """)
        #expect(scope.text.contains("يشمل نطاق العمل على سبيل المثال لا الحصر ما يلي:"))
        #expect(scope.text.contains("تهدف الأمانة"))
        #expect(scope.text.components(separatedBy: "\n- ").count == 4)
        #expect(!scope.text.contains("الدفعات"))
    }

    @Test func `a table of contents is no scope`() throws {
        let scope = try SummaryFixture.scope(
            """
            # RFP: Roof repair
            ## Contents
            ### 1. Scope of work
            - 1.1 Site
            - 2 Payment
            ## 1. Scope of work
            - Repair of the roof of hall 3.
            - Replacement of the gutters.
            - Painting of the eaves.
            ### 1.1 Site
            ## 2 Payment
            Monthly.
            """)
        #expect(scope.text.contains("gutters"))
        #expect(!scope.text.contains("Payment"))
    }

    @Test func `without such a part the subject is told, and that no scope is stated`() throws {
        let scope = try SummaryFixture.scope("# Request for Proposals: Coffee machines\n\nSend it by 9 March 2026.\n")
        #expect(
            scope.text == "The subject of the tender is **Coffee machines**.\n\nThe documents state no scope of work.")
        #expect(scope.source == .subject)
        #expect(try SummaryFixture.scope("9 March 2026\n").source == .nothing)
    }

    @Test func `marks of Markdown and long sentences are tamed`() throws {
        let long =
            "Supply of pumps, valves and pipes for the station, "
            + String(repeating: "with all the fittings that they need, ", count: 9)
        let scope = try SummaryFixture.scope(
            "# RFP\n## Scope of work\n- \(long)and spares.\n- Repair of \\*both\\* <b>halls</b>.\n- Testing of all.\n")
        for line in scope.text.split(separator: "\n") where line.hasPrefix("- ") {
            #expect(line.count <= 230)
            #expect(line.count(where: { $0 == "*" }) == 4)
        }
    }
}
