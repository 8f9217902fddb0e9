import Testing

@testable import TenderKit

@Suite("Dates of a tender's events") struct TenderDatesTests {
    private static let all = "release 2026-02-02, questions 2026-02-20, interviews 2026-03-05, submission 2026-03-23"

    @Test(arguments: [
        """
        # Timetable
        | Event | Date |
        |---|---|
        | Issue of tender documents | 2 February 2026 |
        | Site visit | 10 February 2026 |
        | Deadline for clarification requests | 20 February 2026 |
        | Responses to clarifications issued | 25 February 2026 |
        | Mid-tender interviews | 5 March 2026 |
        | Tender return date | 23 March 2026, 12:00 |
        | Tender opening | 24 March 2026 |
        | Tender validity expires | 23 June 2026 |
        | Contract award | 1 May 2026 |
        """,
        """
        # Request for Proposals
        Date of issue: 02/02/2026

        Bidders may send questions until 20/02/2026. Answers are published by 27/02/2026. Shortlisted bidders are interviewed;
        the interviews take place on 05/03/2026. Proposals must be received no later than 12:00 on 23/03/2026 and shall remain valid
        until 23/06/2026. The contract starts on 01/05/2026.
        """,
        """
        # RFP 12
        ## Key dates
        - RFP released: Feb 2, 2026
        - Pre-bid meeting: Feb 9, 2026
        - Questions due: Feb 20, 2026 by 5:00 p.m. EST
        - Oral presentations: March 5 - 6, 2026
        - Proposals due: March 23, 2026 at 2 p.m.
        - Anticipated award: April 20, 2026
        """,
        """
        ## الجدول الزمني للمنافسة
        | المرحلة | التاريخ |
        |---|---|
        | تاريخ طرح المنافسة | 2 فبراير 2026 |
        | آخر موعد لاستقبال الاستفسارات | 20 فبراير 2026 |
        | الرد على الاستفسارات | 25 فبراير 2026 |
        | المقابلات | 5 مارس 2026 |
        | آخر موعد لتقديم العروض | الاثنين 23 مارس 2026 الساعة 10:00 |
        | فتح المظاريف | 24 مارس 2026 |
        | إعلان الترسية | 20 أبريل 2026 |
        """,
        """
        # كراسة الشروط
        تاريخ طرح المنافسة: 14/08/1447هـ (الموافق 02/02/2026م)

        تستقبل الجهة الاستفسارات حتى تاريخ ٢٠/٠٢/٢٠٢٦ م. تعقد المقابلات مع المتنافسين يوم الخميس ٥ مارس ٢٠٢٦.
        آخر موعد لتقديم العروض هو ٢٣ مارس ٢٠٢٦ الموافق ٤ شوال ١٤٤٧هـ، وتفتح المظاريف في ٢٤ مارس ٢٠٢٦.
        """,
        """
        # Tender
        | RFP issue date | Last day for questions | Interviews | Closing date |
        |---|---|---|---|
        | 2 Feb 2026 | 20 Feb 2026 | 5 Mar 2026 | 23 Mar 2026 |
        """,
        """
        # Tender 7, issued 2026-02-02
        ## Programme of the tender
        1. Bidders send their questions
            - Deadline: 20 February
        2. The client answers the questions
            - Date: 27 February
        3. Interviews with bidders: 5 March
        4. Bidders submit their proposals
            - Deadline: 23 March 2026
        """,
        """
        # Notice
        2 February 2026: RFP issued. 20 February 2026: questions due. 5 March 2026: interviews. 23 March 2026: proposals due.
        """,
    ])
    func `all four are found, in every layout`(text: String) throws {
        #expect(try SummaryFixture.dates(text) == Self.all)
    }

    @Test(arguments: [
        // Order of numbers.
        ("Proposals are due on 09/03/2026.", ""),
        ("Proposals are due on Monday 09/03/2026.", "submission 2026-03-09"),
        ("Proposals are due on 09/03/2026. Award is planned for 25/04/2026.", "submission 2026-03-09"),
        ("Proposals are due on 03/09/2026. Award is planned for 04/25/2026.", "submission 2026-03-09"),
        ("The Authority, London, United Kingdom. Tenders are due on 09/03/2026.", "submission 2026-03-09"),
        ("State of Texas. Offerors: proposals are due on 03/09/2026.", "submission 2026-03-09"),
        ("آخر موعد لتقديم العروض 09/03/2026", "submission 2026-03-09"),
        ("Award on 25/04/2026, contract on 05/26/2026. Proposals are due on 03/09/2026.", ""),
        ("Proposals are due on 09/03/2026 (20/09/1447 AH).", "submission 2026-03-09"),
        // Years.
        ("Proposals are due on 9 March.", ""),
        (
            "RFP issued on 15 December 2025. Proposals are due on 20 January.",
            "release 2025-12-15, submission 2026-01-20"
        ),
        // Others' dates.
        ("Proposals remain valid until 9 June 2026.", ""), ("Bid opening: 10 March 2026.", ""),
        ("Royal Decree M/128 dated 9 March 2026 applies to all tenders.", ""),
        ("Revision 2, 9 March 2026", ""), ("The firm has been certified since 9 March 2016.", ""),
        ("Invoices are due on 9 March 2026.", ""),
        ("Bidders confirm attendance of the site visit by 9 March 2026.", ""),
        ("For example, a proposal received on 9 March 2026 is late.", ""),
        ("Contract award is expected on 9 March 2026.", ""), ("Signed in Riyadh on 9 March 2026", ""),
        ("Answers to questions are published on 9 March 2026.", ""),
        ("Submit your notice of intent to bid by 9 March 2026.", ""),
        ("Proposals are due on dd/mm/yyyy.", ""), ("Proposals are due on [date].", ""),
        // Changes.
        ("The closing date of 9 March 2026 is hereby extended to 16 March 2026.", "submission 2026-03-16"),
        ("The closing date is changed from 9 March 2026 to 16 March 2026.", "submission 2026-03-16"),
        ("The closing date is 16 March 2026 instead of 9 March 2026.", "submission 2026-03-16"),
        // Plausibility.
        (
            "RFP issued on 9 March 2026. Proposals are due on 1 March 2026 by noon. Submission deadline: 1 March 2026.",
            "submission 2026-03-01"
        ),
        // Ranges: the first day of an event, the last for a deadline.
        ("Interviews take place from 9 to 11 March 2026.", "interviews 2026-03-09"),
        ("Questions may be submitted between 2 February 2026 and 20 February 2026.", "questions 2026-02-20"),
        ("Proposals may be submitted from 2 to 9 March 2026.", "submission 2026-03-09"),
        // Counted.
        (
            "Submission deadline: 23 March 2026. Questions must be received no later than 10 days before the closing date.",
            "questions 2026-03-13, submission 2026-03-23"
        ),
        (
            "Submission deadline: 23 March 2026. Questions must be received no later than 10 working days before the closing date.",
            "submission 2026-03-23"
        ),
        ("Questions must be received no later than 10 days before the closing date.", ""),
        (
            "| Clause | Data |\n|---|---|\n| 8 | Proposals must be submitted no later than 23 March 2026 |\n| 9 | Clarifications no later than 10 days before the submission date |",
            "questions 2026-03-13, submission 2026-03-23"
        ),
        // Two deadlines contradict each other.
        ("Proposals are due on 9 March 2026.\n\nProposals are due on 16 March 2026.", ""),
        ("19 مارس 2026 الموافق 20 رمضان 1447هـ آخر موعد لتقديم العروض", ""),
    ])
    func `only what the text settles is taken`(text: String, wanted: String) throws {
        #expect(try SummaryFixture.dates(text) == wanted)
    }

    @Test func `an addendum wins over the request, and the later addendum over the earlier`() throws {
        let request = """
            # RFP
            | Event | Date |
            |---|---|
            | RFP issued | 2 February 2026 |
            | Questions due | 20 February 2026 |
            | Proposals due | 9 March 2026 |
            """
        let first = "# Addendum No. 1\nDated 25 February 2026. The submission deadline is extended to 16 March 2026.\n"
        let second = "# Addendum No. 2\nThe closing date for proposals is extended to 30 March 2026.\n"
        let wanted = "release 2026-02-02, questions 2026-02-20, submission "
        #expect(try SummaryFixture.dates(request, first) == wanted + "2026-03-16")
        #expect(try SummaryFixture.dates(second, request, first) == wanted + "2026-03-30")
    }

    @Test func `the order of numbers is also learned from the package's other documents`() throws {
        #expect(
            try SummaryFixture.dates("Proposals are due on 09/03/2026.", "Drawings of 25/01/2026 apply.")
                == "submission 2026-03-09")
    }

    @Test func `columns of the two calendars, and of the original and the revised date`() throws {
        #expect(
            try SummaryFixture.dates(
                """
                | النشاط | التاريخ الهجري | التاريخ الميلادي |
                |---|---|---|
                | آخر موعد لتقديم العروض | 20/09/1447 | 09/03/2026 |
                """) == "submission 2026-03-09")
        #expect(
            try SummaryFixture.dates(
                """
                | Event | Original date | Revised date |
                |---|---|---|
                | Proposals due | 9 March 2026 | 16 March 2026 |
                """) == "submission 2026-03-16")
    }

    @Test func `what is left out is named in a warning`() throws {
        let dates = TenderSummary([try SummaryFixture.document("Proposals are due on 09/03/2026.")]).dates
        #expect(dates.warnings.count == 1)
        #expect(dates.warnings[0].contains("2026-03-09 or 2026-09-03"))
    }

    @Test(
        arguments: [
            ("Submission of shop drawings: 5 August 2026.", ""),
            (
                """
                ## Milestones
                | Milestone | Date |
                |---|---|
                | Submission of design proposals | 5 August 2026 |
                | Presentation of design | 9 August 2026 |
                """, ""
            ),
            ("A previous tender was issued on 3 March 2024, with submission deadline 4 April 2024, and cancelled.", ""),
            (
                "The previous tender closed: submission deadline 4 April 2024. For this tender, proposals are due 4 May 2026.",
                "submission 2026-05-04"
            ),
            (
                "Proposals are not due on 2 March 2026. The deadline for proposals is 9 March 2026.",
                "submission 2026-03-09"
            ),
            ("Students shall submit proposals by 1 June 2026.", ""),
            ("Interviews: 5 April 2026 (cancelled). Submission deadline: 1 April 2026.", "submission 2026-04-01"),
            (
                """
                Closing date: 9 March 2026

                The closing date of 9 March 2026 is extended by two weeks.
                """, "submission 2026-03-23"
            ),
            ("The closing date of 9 March 2026 is extended by five working days.", ""),
            (
                """
                Submission deadline: 9 March 2026
                ## Addendum 2
                Submission deadline: 30 March 2026
                ## Addendum 1
                Submission deadline: 16 March 2026
                """, "submission 2026-03-30"
            ),
            (
                """
                ## Timetable
                | Activity | Original date | Revised date |
                |---|---|---|
                | Issue of RFP | 1 May 2026 | |
                | Bid submission | 1 June 2026 | 8 June 2026 |
                | Interviews | 5 June 2026 | cancelled |
                """, "release 2026-05-01, submission 2026-06-08"
            ),
            (
                """
                ## Timetable
                | | Lot 1 | Lot 2 |
                |---|---|---|
                | Submission deadline | 1 June 2026 | 15 June 2026 |
                | Questions deadline | 1 May 2026 | 10 May 2026 |
                """, ""
            ),
            (
                "Proposals that are not received by 9 March 2026 are rejected. Proposals are due 9 March 2026.",
                "submission 2026-03-09"
            ),
        ])
    func `dates of other things, and dates that were changed`(text: String, expected: String) throws {
        #expect(try SummaryFixture.dates("# RFP\n## Procedure\n" + text) == expected)
    }
}
