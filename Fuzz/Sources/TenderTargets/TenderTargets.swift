public import FuzzKit

/// What processors read from packages, from payloads and from the cache.
public let tenderTargets: [FuzzTarget] = [
    .criteriaJSON, .configuredCriteria, .documentCache, .entryName, .office, .html, .markdown, .separatedValues,
    .pageLayout,
]
