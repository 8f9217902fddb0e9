import Testing

@testable import TenderKit

@Suite struct HTMLReaderTests {
    private func outline(_ html: String, as name: String = "a.html") async throws -> [String] {
        try await DocumentReader().read(text: html, as: name).outline
    }

    @Test func `reads headings, paragraphs, lists and tables`() async throws {
        let html = """
            <!DOCTYPE html><html><head><title>no</title><style>p { color: red }</style></head><body>
            <h1>Scope &amp; <em>method</em></h1><p>First<br>line</p>bare text
            <script>if (a < b) { document.write("<p>never</p>") }</script>
            <ol><li>one<ul><li><p>inner</p></li></ul></li><li>two</li></ol>
            <table><tr><th>Name</th><th>Years</th></tr><tr><td>A *star*</td><td>5</td></tr></table>
            <h2>Next</h2><!-- <p>no</p> --></body></html>
            """
        #expect(
            try await outline(html) == [
                "H1 Scope & method", "P First line", "P bare text", "L0 1. one", "L1 • inner", "L0 2. two",
                "T0.0 Name | Years", "T0.1 A *star* | 5", "H2 Next",
            ])
    }

    @Test(arguments: [
        "<p hidden>no</p>", "<p style=\"display:none\">no</p>",
        "<div style='color: white; Font-Size: 0px'><p>no</p></div>",
        "<p><del>no</del></p>", "<p><s>no</s></p>", "<p hidden>no<p>",
        "<ul hidden><li>no<ul><li>no</li></ul></li></ul>",
        "<table hidden><tr><td>no</td></tr></table>", "<template><p>no</p></template>",
        "<table><tr><td>seen</td><td><span style='visibility:hidden'>no</span></td></tr></table>",
        "<p style=\"font-size:10px\">seen</p>", "<p hidden=false>seen</p>", "<p>seen <br hidden> seen</p>",
        "<p>press <S> seen</p>",
    ])
    func `leaves out what nobody sees`(html: String) async throws {
        let lines = try await outline("<html><head><title>no</title><body>" + html + "<p>last</p></body></html>")
        #expect(lines.last == "P last" && !lines.joined().contains("no"), "\(lines)")
        #expect(lines.joined().contains("seen") == html.contains("seen"))
    }

    @Test func `reads text out of tables that only arrange others`() async throws {
        let html =
            "<table><tr><td><h1>Title</h1><p>Text</p></td></tr><tr><td><table><tr><td>a</td><td>b</td></tr></table>"
            + "</td></tr></table>"
        #expect(try await outline(html) == ["H1 Title", "P Text", "T0.0 a | b"])
    }

    @Test func `knows HTML under another name, and in UTF-16`() async throws {
        #expect(
            try await outline("<html><table><tr><td>x</td><td>1</td></tr></table></html>", as: "a.xls") == [
                "T0.0 x | 1"
            ])
        let bytes: [UInt8] =
            [0xFF, 0xFE] + "<html><p>نص</p></html>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try await DocumentReader().read(bytes: bytes, as: "page").outline == ["P نص"])
        #expect(try await outline("<html> is a tag", as: "a.txt") == ["P <html> is a tag"])
    }
}
