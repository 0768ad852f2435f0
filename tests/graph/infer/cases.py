# ruff: noqa: E501  (axioms are easier to read on one line)
"""One premise and conclusion for every kind of rule: name, axioms and data, what follows (empty: nothing)."""

from __future__ import annotations

CASES: list[tuple[str, str, str]] = [
    ("cax-sco", ":A rdfs:subClassOf :B . :B rdfs:subClassOf :C . :x a :A .", ":x a :B, :C ."),
    ("cax-eqc", ":A owl:equivalentClass :B . :x a :A . :y a :B .", ":x a :B . :y a :A ."),
    ("prp-spo1", ":p rdfs:subPropertyOf :q . :x :p :y .", ":x :q :y ."),
    ("prp-spo1 literal", ":p rdfs:subPropertyOf :q . :x :p 'v'@en .", ":x :q 'v'@en ."),
    ("prp-eqp", ":p owl:equivalentProperty :q . :x :p :y . :u :q :v .", ":x :q :y . :u :p :v ."),
    ("prp-dom", ":p rdfs:domain :A . :x :p 'v' .", ":x a :A ."),
    ("prp-rng", ":p rdfs:range :A . :x :p :y .", ":y a :A ."),
    ("prp-rng datatype", ":p a owl:DatatypeProperty ; rdfs:range xsd:string . :x :p 'v' .", ""),
    ("prp-inv", ":p owl:inverseOf :q . :x :p :y . :u :q :v .", ":y :q :x . :v :p :u ."),
    ("prp-symp", ":p a owl:SymmetricProperty . :x :p :y .", ":y :p :x ."),
    ("prp-trp", ":p a owl:TransitiveProperty . :x :p :y . :y :p :z . :z :p :w .", ":x :p :z, :w . :y :p :w ."),
    ("prp-trp cycle", ":p a owl:TransitiveProperty . :x :p :y . :y :p :x .", ":x :p :x . :y :p :y ."),
    ("prp-spo2", ":c owl:propertyChainAxiom (:p :q) . :x :p :y . :y :q :z .", ":x :c :z ."),
    ("prp-spo2 three", ":c owl:propertyChainAxiom (:p :q :r) . :x :p :y . :y :q :z . :z :r :w .", ":x :c :w ."),
    ("prp-spo2 itself", ":p owl:propertyChainAxiom (:p :q) . :x :p :y . :y :q :z . :z :q :w .", ":x :p :z, :w ."),
    (
        "prp-fp",
        ":p a owl:FunctionalProperty . :x :p :y, :z . :y :q :v .",
        ":y owl:sameAs :z . :z owl:sameAs :y ; :q :v .",
    ),
    ("prp-ifp", ":p a owl:InverseFunctionalProperty . :y :p :x . :z :p :x .", ":y owl:sameAs :z . :z owl:sameAs :y ."),
    (
        "prp-key",
        ":A owl:hasKey (:p :q) . :x a :A ; :p 1 ; :q 'k' . :y a :A ; :p 1 ; :q 'k' . :z a :A ; :p 2 ; :q 'k' .",
        ":x owl:sameAs :y . :y owl:sameAs :x .",
    ),
    ("cls-int1", ":A owl:intersectionOf (:B :C) . :x a :B, :C .", ":x a :A ."),
    ("cls-int2", ":A owl:intersectionOf (:B :C) . :x a :A .", ":x a :B, :C ."),
    ("cls-uni", ":A owl:unionOf (:B :C) . :x a :B . :y a :C .", ":x a :A . :y a :A ."),
    (
        "cls-svf1",
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A . :x :p :y . :y a :B .",
        ":x a :A .",
    ),
    (
        "cls-svf2",
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A . :x :p :y .",
        ":x a :A .",
    ),
    (
        "cls-avf",
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :B ] . :x a :A ; :p :y .",
        ":y a :B .",
    ),
    (
        "cls-hv1",
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] . :x a :A .",
        ":x :p :v .",
    ),
    (
        "cls-hv2",
        ":A owl:equivalentClass [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] . :x :p :v . :y a :A .",
        ":x a :A . :y :p :v .",
    ),
    (
        "cls-maxc2",
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 1 ] . :x a :A ; :p :y, :z .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    (
        "cls-maxqc3",
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxQualifiedCardinality 1 ; owl:onClass :B ] . "
        ":x a :A ; :p :y, :z, :w . :y a :B . :z a :B .",
        ":y owl:sameAs :z . :z owl:sameAs :y .",
    ),
    (
        "nested left",
        "[ owl:intersectionOf (:B [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :C ]) ] rdfs:subClassOf :A . "
        ":x a :B ; :p :y . :y a :C . :z a :B .",
        ":x a :A .",
    ),
    (
        "two restrictions on one property",
        "[ owl:intersectionOf ([ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] "
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :C ]) ] rdfs:subClassOf :A . "
        ":x :p :y, :z . :y a :B . :z a :C . :u :p :y .",
        ":x a :A .",
    ),
    (
        "nested right",
        ":A rdfs:subClassOf [ owl:intersectionOf (:B [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :C ]) ] . "
        ":x a :A ; :p :y .",
        ":x a :B . :y a :C .",
    ),
    ("eq-rep", ":x owl:sameAs :y . :x :p :z . :u :q :x .", ":y owl:sameAs :x ; :p :z . :u :q :y ."),
    (
        "eq-trans",
        ":x owl:sameAs :y . :y owl:sameAs :z .",
        ":y owl:sameAs :x . :z owl:sameAs :y, :x . :x owl:sameAs :z .",
    ),
    (
        "a chain through a hierarchy",
        ":c owl:propertyChainAxiom (:p :q) . :r rdfs:subPropertyOf :p . :c rdfs:domain :A . :x :r :y . :y :q :z .",
        ":x :p :y ; :c :z ; a :A .",
    ),
]

#: Axioms and data, the name of the axiom that they break.
CONTRADICTIONS: list[tuple[str, str]] = [
    (":A owl:disjointWith :B . :C rdfs:subClassOf :B . :x a :A, :C .", "owl:disjointWith"),
    ("[] a owl:AllDisjointClasses ; owl:members (:A :B :C) . :x a :A, :C .", "owl:AllDisjointClasses"),
    (":A owl:complementOf :B . :x a :A, :B .", "owl:complementOf"),
    (":p owl:propertyDisjointWith :q . :x :p :y ; :q :y .", "owl:propertyDisjointWith"),
    ("[] a owl:AllDisjointProperties ; owl:members (:p :q) . :x :p :y ; :q :y .", "owl:AllDisjointProperties"),
    (":p a owl:AsymmetricProperty . :x :p :y . :y :p :x .", "owl:AsymmetricProperty"),
    (":p a owl:IrreflexiveProperty . :x :p :x .", "owl:IrreflexiveProperty"),
    (":p a owl:FunctionalProperty . :x :p :y, :z . :y owl:differentFrom :z .", "owl:differentFrom"),
    (":x owl:sameAs :y ; owl:differentFrom :y .", "owl:differentFrom"),
    (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 0 ] . :x a :A ; :p :y .",
        "rdfs:subClassOf",
    ),
    (
        "[] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; owl:assertionProperty :p ; "
        "owl:targetIndividual :y . :x :p :y .",
        "owl:NegativePropertyAssertion",
    ),
    (":A rdfs:subClassOf owl:Nothing . :x a :A .", "rdfs:subClassOf"),
]
